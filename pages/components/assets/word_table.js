// A table of words: every one arrives through textContent. Its state (what is unfolded) outlives a rerun.

const opened = new WeakMap()
const SHOW_PLACE = "essay:show-place" // the essay on the same page listens

const element = (name, className, text) => {
  const made = document.createElement(name)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

function written(cell) { // the words of a cell, with what was changed marked
  const own = cell.is_own ? "own" : ""
  if (cell.changes.length) {
    const made = element("p", own)
    made.append(...cell.changes.map(([words, mark]) => mark ? element(mark, "", words) : words))
    return made
  }
  if (cell.place === null) return element("p", own, cell.text)
  const made = element("button", own, cell.text)
  made.type = "button"
  made.setAttribute("aria-label", `${cell.text}: show it in the essay`)
  made.onclick = () => document.dispatchEvent(new CustomEvent(SHOW_PLACE, { detail: cell.place }))
  return made
}

function cellOf(cell, heading) {
  const made = element("td")
  made.setAttribute("role", "cell")
  made.dataset.heading = heading
  if (cell.kind) made.append(element("p", "kind", cell.kind))
  if (cell.tone) {
    const tag = element("span", "tag", cell.text)
    tag.dataset.tone = cell.tone
    made.append(tag)
  } else if (cell.text || cell.changes.length) made.append(written(cell))
  made.append(...cell.more.map(sentence => element("p", "", sentence)))
  return made
}

export default function ({ data, parentElement: root }) {
  const find = selector => root.querySelector(selector)
  const more = find(".more")
  find("caption").textContent = data.caption
  const head = element("tr")
  head.setAttribute("role", "row")
  head.append(...data.headings.map((heading, at) => {
    const made = element("th", data.is_last_short && at === data.headings.length - 1 ? "word" : "", heading)
    made.scope = "col"
    made.setAttribute("role", "columnheader")
    return made
  }))
  find("thead").replaceChildren(head)
  const rows = data.rows.map((cells, at) => {
    const row = element("tr", at < data.shown ? "" : "late")
    row.setAttribute("role", "row")
    row.append(...cells.map((cell, column) => cellOf(cell, data.headings[column])))
    return row
  })
  find("tbody").replaceChildren(...rows)
  find("table").hidden = !rows.length
  const draw = () => {
    const isOpen = Boolean(opened.get(root))
    rows.slice(data.shown).forEach(row => { row.hidden = !isOpen })
    find("table").hidden = !isOpen && !data.shown
    more.hidden = rows.length <= data.shown
    more.textContent = isOpen ? data.less_label : data.more_label
    more.setAttribute("aria-expanded", String(isOpen))
  }
  more.onclick = () => { opened.set(root, !opened.get(root)); draw() }
  draw()
}
