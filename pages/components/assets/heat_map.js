// Learners by criterion: every word arrives through textContent.
const shades = [[5, "low"], [6, "fair"], [7, "good"], [9, "high"]]

const element = (name, text, className) => {
  const made = document.createElement(name)
  if (className) made.className = className
  if (text !== undefined && text !== null) made.textContent = text
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
    if (row.opens) {
      const open = element("button", row.name)
      open.type = "button"
      open.onclick = () => setTriggerValue("opened", row.opens)
      name.append(open)
    } else name.textContent = row.name
    line.append(name)
    for (const [band, change] of row.bands) {
      const shade = shades.find(([highest]) => band !== null && band <= highest)
      const cell = element("td", band === null ? "–" : String(band), shade ? `band ${shade[1]}` : "")
      if (change) cell.append(element("span", change > 0 ? `+${change}` : String(change), "change"))
      line.append(cell)
    }
    for (const text of row.rest) line.append(element("td", text))
    return line
  }))
}
