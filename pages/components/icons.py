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
}
