// Learners by criterion: every word arrives through textContent.
const shades = [[5, "low"], [6, "fair"], [7, "good"], [9, "high"]]

const element = (name, text, className) => {
  const made = document.createElement(name)
  if (className) made.className = className
  if (text !== undefined && text !== null) made.textContent = text
  return made
}

const button = (text, spoken, act) => {
  const made = element("button", text)
  made.type = "button"
  made.setAttribute("aria-label", spoken)
  made.onclick = act
  return made
}

export default function ({ data, parentElement: root, setTriggerValue }) {
  root.querySelector("caption").textContent = data.caption
  const head = root.querySelector("thead tr")
  head.replaceChildren(...data.headings.map(text => {
    const made = element("th", text)
    made.scope = "col"
    return made
  }))
  root.querySelector("tbody").replaceChildren(...data.rows.map(row => {
    const line = element("tr")
    const name = element("th")
    name.scope = "row"
    name.append(button(row.name, `${row.name}: charts and essays`, () => setTriggerValue("person", row.person)))
    line.append(name)
    row.bands.forEach(([band, change], place) => {
      const shade = shades.find(([highest]) => band !== null && band <= highest)
      const cell = element("td", band === null ? "–" : undefined, shade ? `band ${shade[1]}` : "")
      if (band !== null) {
        const spoken = `${row.name}, ${data.headings[place + 1]} ${band}: open the essay`
        cell.append(button(String(band), spoken, () => setTriggerValue("essay", row.essay)))
      }
      if (change) cell.append(element("span", change > 0 ? `+${change}` : String(change), "change"))
      line.append(cell)
    })
    for (const text of row.rest) line.append(element("td", text))
    return line
  }))
}
