"""Small line drawings for the steps of a process, in a field of 34 by 34."""

ICONS = {
    "sea": '<path d="M3 12q4-5 8 0t8 0t8 0M3 20q4-5 8 0t8 0t8 0M3 28q4-5 8 0t8 0t8 0"/>',
    "tank": '<path d="M5 6v20q0 4 12 4t12-4V6M5 6q0 4 12 4t12-4q0-4-12-4T5 6M9 22q8 3 16 0"/>',
    "filter": '<path d="M3 5h28L20 18v11l-6-3v-8z"/>',
    "pump": '<circle cx="17" cy="17" r="11"/><path d="M13 11l10 6l-10 6zM1 17h5M28 17h5"/>',
    "membrane": (
        '<rect x="5" y="6" width="24" height="22" rx="3"/><path d="M11 6v22M17 6v22M23 6v22" stroke-dasharray="3 3"/>'
    ),
    "mixer": '<path d="M6 12h22v14q0 4-4 4H10q-4 0-4-4zM17 2v18M11 22q6-4 12 0"/>',
    "reservoir": '<path d="M4 14h26M7 14v14h20V14M17 3L3 14M17 3l14 11M11 22q3-3 6 0t6 0"/>',
    "drop": '<path d="M17 3q10 12 10 18a10 10 0 0 1-20 0q0-6 10-18z"/>',
    "house": '<path d="M4 17L17 5l13 12M8 15v14h18V15M14 29v-8h6v8"/>',
    "building": '<path d="M6 30V5h22v25M2 30h30M12 11h3M19 11h3M12 17h3M19 17h3M14 30v-7h6v7"/>',
    "factory": '<path d="M3 30V16l9 5v-5l9 5V4h7v26zM8 26h3M15 26h3M22 26h2"/>',
    "fire": '<path d="M17 3q9 8 9 17a9 9 0 0 1-18 0q0-4 3-7q1 4 4 4q2-6 2-14z"/>',
    "gear": (
        '<circle cx="17" cy="17" r="5"/><circle cx="17" cy="17" r="10"/>'
        '<path d="M17 2v5M17 27v5M2 17h5M27 17h5M6 6l4 4M24 24l4 4M28 6l-4 4M10 24l-4 4"/>'
    ),
    "lorry": (
        '<path d="M2 8h18v16H2zM20 13h7l5 6v5H20"/><circle cx="9" cy="26" r="3"/><circle cx="26" cy="26" r="3"/>'
    ),
    "plant": '<path d="M17 31V15M17 21q-10 0-10-9q10 0 10 9zM17 16q0-10 11-11q0 11-11 11z"/>',
    "leaf": '<path d="M5 29q2-14 12-19T30 4q1 14-6 20T9 25M5 29q8-10 16-15"/>',
    "sun": (
        '<circle cx="17" cy="17" r="7"/>'
        '<path d="M17 2v4M17 28v4M2 17h4M28 17h4M6 6l3 3M25 25l3 3M28 6l-3 3M9 25l-3 3"/>'
    ),
    "snow": '<path d="M17 3v28M5 10l24 14M29 10L5 24M13 5l4 4l4-4M13 29l4-4l4 4"/>',
    "box": '<path d="M4 10l13-6l13 6v15l-13 6l-13-6zM4 10l13 6l13-6M17 16v15"/>',
    "hand": (
        '<path d="M11 18V7q0-2 2-2t2 2v8V4q0-2 2-2t2 2v11V6q0-2 2-2t2 2v12q3-4 5-2q2 1-1 5q-4 10-10 10q-8'
        ' 0-9-9l-3-6q-1-3 2-3q2 0 3 3z"/>'
    ),
    "egg": '<path d="M17 3q10 11 10 18a10 10 0 0 1-20 0Q7 14 17 3zM12 21q0 5 4 6"/>',
    "fish": '<path d="M3 17q9-11 20-1l8-7v16l-8-7q-11 10-20-1zM9 15v1M16 12q3 5 0 10"/>',
    "tree": '<path d="M17 31V19M17 3a8 8 0 0 1 7 11a6 6 0 0 1-4 10h-6a6 6 0 0 1-4-10a8 8 0 0 1 7-11z"/>',
    "cloud": '<path d="M10 26a6 6 0 0 1 0-12a8 8 0 0 1 15-2a7 7 0 0 1 0 14z"/>',
    "bottle": '<path d="M13 3h8v6q5 3 5 9v13H8V18q0-6 5-9zM8 19h18M8 26h18"/>',
    "shop": '<path d="M4 5h26v7q-3 4-6.5 0q-3 4-6.5 0q-3 4-6.5 0q-3 4-6.5 0zM6 15v15h22V15M13 30v-9h8v9"/>',
    "clock": '<circle cx="17" cy="17" r="13"/><path d="M17 9v8l6 4"/>',
    "eye": '<path d="M2 17q15-18 30 0q-15 18-30 0z"/><circle cx="17" cy="17" r="4.5"/>',
    "wind": '<path d="M17 15V32M17 13L17 2M17 14L28 19M16 14L6 19"/><circle cx="17" cy="13.5" r="2"/>',
    "bat": '<path d="M17 12l-2-4v4Q9 5 2 10q5 3 4 9q4-2 6 1q3 0 5 5q2-5 5-5q2-3 6-1q-1-6 4-9q-7-5-13 2V8z"/>',
    "book": '<path d="M17 8q-6-4-14-2v21q8-2 14 2q6-4 14-2V6q-8-2-14 2zM17 8v21"/>',
    "bag": '<path d="M4 12h26v17H4zM12 12V6h10v6M10 12v17M24 12v17"/>',
    "train": '<path d="M8 4h18v20H8zM8 14h18M11 30l3-6M23 30l-3-6M12 19h2M20 19h2"/>',
    "plane": '<path d="M15 4q2-3 4 0v8l12 8v3l-12-4v7l4 3v2l-6-2l-6 2v-2l4-3v-7L3 23v-3l12-8z"/>',
    "mushroom": '<path d="M3 17Q5 4 17 4t14 13zM13 17v9q0 4 4 4t4-4v-9M12 10h1M20 9h1"/>',
    "moon": '<path d="M22 4a13 13 0 1 0 8 19a11 11 0 0 1-8-19z"/>',
}
