// The line between question and answer: dragged, or moved with the arrow keys. Where it stood is kept in this browser.

const page = document.documentElement
const LEAST = 25, MOST = 75, MIDDLE = 50, STEP = 2

export default function ({ parentElement }) {
  const line = parentElement.querySelector(".divider")
  const panes = () => document.querySelector(".st-key-exam_panes")
  let share = MIDDLE
  const kept = () => { try { return Number(localStorage.getItem("exam:split")) || MIDDLE } catch { return MIDDLE } }
  const set = value => {
    share = Math.min(MOST, Math.max(LEAST, Math.round(value)))
    page.style.setProperty("--exam-split", `${share}%`)
    line.setAttribute("aria-valuenow", share)
    line.setAttribute("aria-valuetext", `${share} percent for the question`)
  }
  const keep = () => { try { localStorage.setItem("exam:split", share) } catch { /* private window */ } }
  line.onpointerdown = event => {
    line.setPointerCapture(event.pointerId)
    line.classList.add("held")
    event.preventDefault()
    line.focus()
  }
  line.onpointermove = event => {
    if (!line.hasPointerCapture(event.pointerId)) return
    const { left, width } = panes().getBoundingClientRect()
    set((100 * (event.clientX - left)) / width)
  }
  line.onpointerup = line.onpointercancel = () => { line.classList.remove("held"); keep() }
  line.ondblclick = () => { set(MIDDLE); keep() }
  line.onkeydown = event => {
    const to = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: LEAST, End: MOST, Enter: MIDDLE }[event.key]
    if (to === undefined) return
    event.preventDefault()
    set(to); keep()
  }
  set(kept())
  return () => page.style.removeProperty("--exam-split")
}
