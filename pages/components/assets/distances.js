// How far from the target, by how near the test: a bar a group, each part a button. Words arrive through textContent.
const element = (name, text, className) => {
  const made = document.createElement(name)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

export default function ({ data, parentElement: root, setTriggerValue }) {
  root.querySelector(".rows").setAttribute("aria-label", data.title)
  root.querySelector(".legend").replaceChildren(...data.times.map(([time, label]) => {
    const made = element("span", label)
    made.prepend(element("i", undefined, time))
    return made
  }))
  const most = Math.max(1, ...data.rows.map(row => row.counts.reduce((sum, count) => sum + count, 0)))
  const button = (text, className, group, spoken) => {
    const made = element("button", text, className)
    made.type = "button"
    made.setAttribute("aria-label", spoken)
    made.setAttribute("aria-pressed", String(data.chosen === group))
    made.onclick = () => setTriggerValue("group", group)
    return made
  }
  root.querySelector(".rows").replaceChildren(...data.rows.flatMap(row => {
    const bar = element("div", undefined, "bar")
    const total = row.counts.reduce((sum, count) => sum + count, 0)
    if (!total) bar.append(element("span", "nobody", "none"))
    row.counts.forEach((count, place) => {
      if (!count) return
      const [time, label] = data.times[place]
      const part = button(String(count), time, `${row.distance}:${time}`, `${row.label}, ${label}: ${count}`)
      part.style.width = `${(100 * count) / most}%`
      bar.append(part)
    })
    return [button(row.label, "name", row.distance, `${row.label}: ${total}`), bar]
  }))
}
