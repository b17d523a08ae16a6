const LOWEST = 4, HIGHEST = 9
const along = band => `${(100 * (Math.min(Math.max(band, LOWEST), HIGHEST) - LOWEST)) / (HIGHEST - LOWEST)}%`
const written = band => band.toFixed(1)

export default function ({ data, parentElement: root }) {
  const find = selector => root.querySelector(selector)
  const put = (selector, text) => { find(selector).textContent = text }
  put(".task", data.task)
  put(".number", written(data.band))
  put(".likely-words", `likely between ${written(data.low)} and ${written(data.high)}`)
  find(".likely").style.insetInlineStart = along(data.low)
  find(".likely").style.insetInlineEnd = `calc(100% - ${along(data.high)})`
  find(".here").style.insetInlineStart = along(data.band)
  find(".criteria").replaceChildren(...data.criteria.map(([name, band]) => {
    const item = document.createElement("li"), label = document.createElement("span")
    const track = document.createElement("span"), fill = document.createElement("span"), value = document.createElement("span")
    label.textContent = name
    track.className = "track"; fill.className = "fill"; value.className = "value"
    fill.style.width = `${(100 * band) / HIGHEST}%`
    value.textContent = String(band)
    track.append(fill); item.append(label, track, value)
    return item
  }))
  const mark = document.createElement("mark")
  const [before, ...after] = data.sentence.split(data.phrase)
  mark.textContent = data.phrase
  find(".sentence").replaceChildren(before, mark, after.join(data.phrase))
  put(".label", data.label)
  put(".message", data.message)
}
