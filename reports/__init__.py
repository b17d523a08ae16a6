"""What leaves the screen on paper: PDF by typst, from frozen types of core."""
