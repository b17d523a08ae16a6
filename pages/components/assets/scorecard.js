const HIGHEST = 9
const written = band => band.toFixed(1)

export default function ({ data, parentElement: root }) {
  const find = selector => root.querySelector(selector)
  const put = (selector, text) => { find(selector).textContent = text }
  const lowest = Math.min(4, Math.floor(data.low))
  const along = band => `${(100 * (band - lowest)) / (HIGHEST - lowest)}%`
  root.querySelector("figure").setAttribute("aria-label", data.spoken_as)
  put(".task", data.task)
  find(".ends").replaceChildren(...Array.from({ length: HIGHEST - lowest + 1 }, (_, step) => {
    const end = document.createElement("span")
    end.textContent = String(lowest + step)
    return end
  }))
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
  find(".sentence").hidden = find(".comment").hidden = !data.sentence
  if (!data.sentence) return
  const mark = document.createElement("mark")
  const [before, ...after] = data.sentence.split(data.phrase)
  mark.textContent = data.phrase
  find(".sentence").replaceChildren(before, mark, after.join(data.phrase))
  put(".label", data.label)
  put(".message", data.message)
}
