// The clock and the buttons of the exam room. The time is the server's: the page brings how many seconds are left, the
// browser counts with performance.now(), which nobody can set, and asks the server again whenever it may have slept.
// Whatever people typed is in the two editors; they answer the event "exam:collect".

const instances = new WeakMap()
const page = document.documentElement

const ASK_MS = 30000 // a laptop that slept is right again after this at the latest
const GAP_MS = 2500 // between two ticks: the tab slept
const COLLECT_MS = 15000 // for the last saves; what is late counts at the server for half a minute
const GRACE_MS = 29000 // after zero a save counts so long
const ANSWER_MS = 12000
const WARNINGS = [[300, "Less than 5 minutes left", "5 minutes left."], [600, "Less than 10 minutes left", "10 minutes left."]]
const SIZES = [["small", "A", "Normal text", "1.075rem"], ["medium", "A", "Larger text", "1.3rem"], ["large", "A", "Very large text", "1.6rem"]]
const COLOURS = [["normal", "Normal"], ["cream", "Black on cream"], ["yellow", "Yellow on black"]]

const OF_TEST = {
  finish: "Finish the test", sure: "Hand in both parts", all: "both parts",
  part: number => `Part ${number}`, empty: "An empty part means no Writing band.",
}
const OF_TASK = {
  finish: "Finish", sure: "Hand it in", all: "your answer",
  part: () => "Your answer", empty: "An empty answer gets no band.",
}

const two = number => String(number).padStart(2, "0")
const said = seconds => `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
const pause = ms => new Promise(done => setTimeout(done, ms))
const read = (store, key) => { try { return store.getItem(key) } catch { return null } }
const keep = (store, key, value) => { try { store.setItem(key, value) } catch { /* private window: for this page only */ } }

function create(root) {
  const find = selector => root.querySelector(selector)
  const time = find(".exam-time"), hide = find(".exam-hide"), parts = find(".exam-parts"), fold = find(".exam-fold")
  const warning = find(".exam-warning"), spoken = find(".exam-spoken"), finish = find(".exam-finish")
  const confirm = find(".exam-confirm"), notice = find(".exam-notice"), look = find(".exam-look")
  const self = { endsAt: 0, lastTick: performance.now(), lastAsked: 0, part: 1, warned: null, isHidden: false, isSending: false, isOver: false }

  const words = () => (self.data.parts.length > 1 ? OF_TEST : OF_TASK)

  // --- the clock ----------------------------------------------------------------------------------------
  const left = () => Math.max(0, (self.endsAt - performance.now()) / 1000)
  const show = () => {
    const seconds = Math.ceil(left())
    const text = self.isHidden ? "" : said(seconds)
    if (time.textContent !== text) time.textContent = text
    const level = WARNINGS.find(([limit]) => seconds <= limit)
    page.dataset.examTime = level && seconds > 0 ? (level[0] === 300 ? "last" : "late") : "early"
    const key = level ? level[0] : 0
    if (self.warned !== key) {
      // spoken once, at the moment itself; whoever comes back later hears how it stands
      if (level) spoken.textContent = seconds > level[0] - 3 ? level[2] : `${level[1]}.`
      self.warned = key
    }
    warning.textContent = level && seconds > 0 ? level[1] : ""
    warning.hidden = !warning.textContent
  }
  const set = (seconds, at) => { self.endsAt = at + seconds * 1000; self.lastAsked = performance.now(); show() }
  const ask = async () => {
    if (self.isAsking || !self.data) return
    self.isAsking = true
    const askedAt = performance.now() // the answer is older than its arrival: rather a moment early than late
    try {
      const answer = await fetch(`/api/sittings/${self.data.code}`, { credentials: "same-origin", signal: AbortSignal.timeout(8000) })
      if (answer.ok) {
        const { seconds_left: seconds, is_open: isOpen } = await answer.json()
        if (isOpen) set(seconds, askedAt)
        else send() // closed meanwhile: the page knows where the result is
      }
    } catch { /* no connection: the browser counts on */ } finally { self.isAsking = false; self.lastAsked = performance.now() }
  }
  const tick = () => {
    if (!self.data) return
    const now = performance.now()
    if (now - self.lastTick > GAP_MS || now - self.lastAsked > ASK_MS) ask()
    self.lastTick = now
    show()
    if (left() <= 0 && !self.isOver) close()
  }
  const ticking = setInterval(tick, 250)

  // --- the last words, and the hand-in ------------------------------------------------------------------
  const collect = async isLast => {
    const answers = new Map(), until = performance.now() + COLLECT_MS
    const call = () => document.dispatchEvent(new CustomEvent("exam:collect", { detail: { sitting: self.data.code, isLast, answers } }))
    for (call(); answers.size < self.data.parts.length && performance.now() < until; call()) await pause(200)
    return answers // the editors of this page may have come after the clock
  }
  const isAllSaved = async answers => {
    const saves = Promise.all([...answers.values()].map(one => one.saved))
    const results = await Promise.race([saves, pause(COLLECT_MS).then(() => [false])])
    return results.every(Boolean)
  }
  const send = () => {
    clearTimeout(self.waiting)
    self.waiting = setTimeout(lookAgain, ANSWER_MS)
    self.component.setTriggerValue("finished", { code: self.data.code })
  }
  const lookAgain = async () => { // no answer: a page that cannot be loaded is no better than this one
    try {
      await fetch(`/api/sittings/${self.data.code}`, { credentials: "same-origin", signal: AbortSignal.timeout(8000) })
      location.reload()
    } catch {
      tell("There is no connection. What was saved in time is handed in by our server; your text is kept in this browser.")
      self.waiting = setTimeout(lookAgain, ANSWER_MS)
    }
  }
  const release = text => {
    clearTimeout(self.waiting)
    self.isSending = false
    finish.disabled = false
    finish.textContent = words().finish
    tell(text)
  }
  const handIn = async () => {
    if (self.isSending) return
    self.isSending = true
    confirm.hidden = true; finish.disabled = true
    finish.textContent = "Handing in…"
    let isSaved = await isAllSaved(await collect(true))
    while (!isSaved && self.isOver && performance.now() < self.endsAt + GRACE_MS) {
      await pause(2000)
      isSaved = await isAllSaved(await collect(true))
    }
    if (isSaved || self.isOver) return send()
    collect(false)
    release(`Not everything is saved yet, so nothing was handed in. Please look at ${words().all}, then try again.`)
  }
  const close = () => { // at zero
    self.isOver = true
    tell("Time is up. We are handing in what you have written.")
    handIn()
  }
  const tell = text => { notice.textContent = text; notice.hidden = !text }
  const amount = words => words === 0 ? "is empty" : words === 1 ? "has 1 word" : `has ${words.toLocaleString("en-GB")} words`
  finish.onclick = async () => {
    if (self.isSending) return
    const answers = await collect(false)
    const counts = self.data.parts.map(part => [part.number, answers.get(part.draft_id)?.words ?? 0])
    const empty = counts.some(([, count]) => count === 0) ? ` ${words().empty}` : ""
    confirm.querySelector(".exam-sentence").textContent =
      `${counts.map(([number, count]) => `${words().part(number)} ${amount(count)}.`).join(" ")}${empty} After this you cannot change anything.`
    confirm.hidden = false
    confirm.querySelector(".exam-keep").focus()
  }
  confirm.querySelector(".exam-keep").onclick = () => { confirm.hidden = true; finish.focus() }
  confirm.querySelector(".exam-sure").onclick = handIn

  // --- what is on the screen ----------------------------------------------------------------------------
  const choose = number => {
    self.part = number
    page.dataset.examPart = number
    keep(sessionStorage, `exam:${self.data.code}`, number)
    for (const one of parts.children) one.setAttribute("aria-pressed", String(Number(one.dataset.number) === number))
  }
  const drawParts = () => {
    parts.hidden = self.data.parts.length === 1
    parts.replaceChildren(...self.data.parts.map(({ number }) => {
      const made = document.createElement("button")
      made.type = "button"; made.dataset.number = number; made.textContent = `Part ${number}`
      made.onclick = () => choose(number)
      return made
    }))
    const last = Number(read(sessionStorage, `exam:${self.data.code}`))
    choose(self.data.parts.some(part => part.number === last) ? last : self.data.parts[0].number)
  }
  const offer = (group, name, options, isChosen, pick) => options.forEach(([value, label, title]) => {
    const choice = document.createElement("label"), input = document.createElement("input"), text = document.createElement("span")
    input.type = "radio"; input.name = `exam-${name}`; input.value = value; input.checked = isChosen === value
    input.onchange = () => { keep(localStorage, `exam:${name}`, value); pick(value) }
    text.textContent = label; text.dataset.value = value
    if (title) input.setAttribute("aria-label", title)
    choice.append(input, text)
    group.append(choice)
  })
  const setSize = value => page.style.setProperty("--exam-size", (SIZES.find(([name]) => name === value) || SIZES[0])[3])
  const setColours = value => { page.dataset.examColours = value }
  const chosen = (name, options) => options.some(([value]) => value === read(localStorage, `exam:${name}`)) ? read(localStorage, `exam:${name}`) : options[0][0]
  const size = chosen("size", SIZES), colours = chosen("colours", COLOURS)
  offer(find(".exam-sizes"), "size", SIZES, size, setSize)
  offer(find(".exam-colours"), "colours", COLOURS, colours, setColours)
  const isOutside = event => { if (look.open && !event.composedPath().includes(look)) look.open = false }
  const onKey = event => { if (event.key === "Escape" && look.open) { look.open = false; look.querySelector("summary").focus() } }

  const setFold = isFolded => {
    page.dataset.examQuestion = isFolded ? "folded" : "open"
    fold.textContent = isFolded ? "Show the question" : "Hide the question"
    fold.setAttribute("aria-expanded", String(!isFolded))
  }
  fold.onclick = () => setFold(page.dataset.examQuestion !== "folded")
  const setHidden = isHidden => {
    self.isHidden = isHidden
    hide.textContent = isHidden ? "Show the time" : "Hide"
    hide.setAttribute("aria-label", isHidden ? "Show the time" : "Hide the time")
    show()
  }
  hide.onclick = () => { setHidden(!self.isHidden); keep(localStorage, "exam:clock", self.isHidden ? "hidden" : "shown") }

  const onWake = () => { if (document.visibilityState === "visible") { ask(); tick() } }
  const listeners = [[document, "visibilitychange", onWake], [window, "focus", onWake], [window, "online", onWake],
    [window, "pageshow", onWake], [document, "pointerdown", isOutside], [document, "keydown", onKey]]
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener)

  self.update = component => {
    const isFirst = !self.data, isAnswered = self.data && self.data.run !== component.data.run
    self.component = component; self.data = component.data
    const theme = getComputedStyle(find(".exam-bar"))
    page.style.setProperty("--exam-theme-paper", theme.backgroundColor)
    page.style.setProperty("--exam-theme-ink", theme.color)
    if (isFirst || isAnswered) set(component.data.seconds_left, performance.now())
    if (isFirst) {
      hide.hidden = !self.data.may_hide
      setHidden(self.data.may_hide && read(localStorage, "exam:clock") === "hidden")
      setSize(size); setColours(colours); setFold(false)
      finish.textContent = words().finish
      confirm.querySelector(".exam-sure").textContent = words().sure
      drawParts()
      ask()
    } else if (isAnswered && self.isSending) { // the page says why it was refused
      release("")
      if (self.isOver) self.waiting = setTimeout(lookAgain, ANSWER_MS)
    }
  }
  self.destroy = () => {
    clearInterval(ticking); clearTimeout(self.waiting)
    for (const [target, name, listener] of listeners) target.removeEventListener(name, listener)
    for (const name of ["examPart", "examTime", "examColours", "examQuestion"]) delete page.dataset[name]
    for (const name of ["--exam-size", "--exam-theme-paper", "--exam-theme-ink"]) page.style.removeProperty(name)
    instances.delete(root)
  }
  return self
}

export default function (component) {
  const root = component.parentElement
  const self = instances.get(root) || create(root)
  instances.set(root, self)
  self.update(component)
  return self.destroy
}
