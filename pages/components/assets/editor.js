// The writing desk. It saves beside the script, through POST /api/drafts/{id}, and calls Python only to hand in.
// One instance for each place in the page: the default export runs again on every rerun and theme change.
// Whatever people typed reaches the page through .value and .textContent, never as HTML.

const instances = new WeakMap()

const QUIET_MS = 800 // after the last key
const MOST_MS = 2500 // since the first unsaved key
const RETRY_MS = [2000, 4000, 8000, 15000]
const HAND_IN_MS = 12000
const IDLE_MS = 120000 // reading and thinking count as writing time, a walk does not
const MAX_CHARACTERS = 40000
const BEACON_BYTES = 60000 // browsers carry 64 KB past the end of a page

const countWords = text => text.split(/\s+/).filter(token => /[\p{L}\p{N}]/u.test(token)).length
// As the server stores it: line ends, NUL, lone surrogates, composed letters.
const stored = text =>
  text.replace(/\r\n?/g, "\n").replace(/\0/g, "").replace(/\p{Surrogate}/gu, "").normalize("NFC")
const clock = seconds => {
  const two = number => String(number).padStart(2, "0")
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
}
const grouped = number => number.toLocaleString("en-GB")

function create(root) {
  const find = selector => root.querySelector(selector)
  const desk = find(".desk"), box = find("textarea"), handIn = find(".hand-in"), time = find(".clock")
  const notice = find(".notice"), confirm = find(".confirm"), copy = find(".copy"), state = find(".state"), saveNow = find(".save")
  const self = {
    revision: 0, saved: "", sent: [], sending: null, tries: 0,
    quiet: 0, most: 0, retry: 0, waiting: 0,
    stopped: false, refused: "", isAway: false, isSignedOut: false, isHandingIn: false,
    seconds: 0, sentSeconds: 0, pasted: 0, cut: "", lastSign: 0, other: null,
  }

  // --- the copy in this browser -------------------------------------------------------------------------
  const slot = () => `draft:${self.data.owner}:${self.data.draft_id}`
  const spare = () => `${slot()}:other`
  const read = key => { try { return JSON.parse(localStorage.getItem(key) || "null") } catch { return null } }
  const write = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); return true } catch { return false } }
  const erase = key => { try { localStorage.removeItem(key) } catch { /* private window: nothing was kept */ } }
  const backUp = () => { self.isKept = write(slot(), { text: box.value, revision: self.revision, sent: self.sent }) }

  // --- what the person sees -----------------------------------------------------------------------------
  const isSaved = () => stored(box.value) === stored(self.saved)
  const isTooLong = () => self.words > self.data.max_words || box.value.length > MAX_CHARACTERS
  const say = (kind, text) => {
    state.dataset.kind = kind
    const said = state.querySelector(".said")
    if (said.textContent !== text) said.textContent = text
  }
  const savesItself = () => self.data.saves_itself || Boolean(self.data.sitting)
  const show = () => {
    self.words = countWords(box.value)
    const { min_words: least } = self.data
    find(".words").textContent = self.data.sitting ? `Words: ${grouped(self.words)}` : `${grouped(self.words)} / ${least} words`
    find(".fill").style.width = `${Math.min(100, (100 * self.words) / least)}%`
    desk.classList.toggle("enough", self.words >= least && !isTooLong())
    desk.classList.toggle("over", isTooLong())
    const isShort = self.words < least
    if (!isShort && confirm.dataset.kind === "short") confirm.hidden = true
    if (isTooLong()) {
      tell("refused", `An essay can have ${grouped(self.data.max_words)} words at most; this one has ` +
        `${grouped(self.words)}. It stays in the box, but it is not saved until you shorten it.`, "long")
    } else if (notice.dataset.about === "long") hush()
    if (self.stopped) say("unsaved", "Saving has stopped. Your text is kept in this browser.")
    else if (isTooLong()) say("unsaved", "Not saved: too long.")
    else if (isSaved()) say(self.revision ? "saved" : "new", self.revision ? "Saved" : "")
    else if (self.isSignedOut) say("unsaved", "Not saved: you are signed out. Your text is kept in this browser.")
    else if (self.refused) say("unsaved", "Not saved. Your text stays in the box.")
    else if (self.isAway) say("unsaved", self.isKept ? "Not saved: no connection. Your text is kept in this browser." : "Not saved: no connection. Please leave this page open.")
    else if (!savesItself() && !self.sending) say("unsaved", "Not saved yet.")
    else say("saving", "Saving…")
    saveNow.hidden = savesItself()
    saveNow.disabled = self.stopped || isSaved()
    handIn.disabled = self.stopped || self.isHandingIn
    handIn.textContent = self.isHandingIn ? "Handing in…" : "Hand in"
    box.readOnly = self.isHandingIn || self.isReading
  }
  const button = (label, action, kind = "") => {
    const made = document.createElement("button")
    made.type = "button"; made.className = kind; made.textContent = label; made.onclick = action
    return made
  }
  const tell = (kind, text, about, choices = []) => {
    if (!notice.hidden && notice.dataset.about === about && notice.querySelector(".sentence").textContent === text) return
    notice.dataset.kind = kind; notice.dataset.about = about
    notice.querySelector(".sentence").textContent = text
    notice.querySelector(".choices").replaceChildren(...choices)
    notice.hidden = false
  }
  const hush = () => { notice.hidden = true; notice.dataset.about = "" }
  const keepAside = (title, text) => {
    write(spare(), { title, text })
    copy.querySelector("summary").textContent = title
    copy.querySelector(".kept").value = text
    copy.hidden = false
  }

  // --- saving -------------------------------------------------------------------------------------------
  const acknowledge = (text, revision) => {
    self.saved = text; self.revision = revision; self.sent = []; self.tries = 0
    self.isAway = self.isSignedOut = false; self.refused = ""
    if (["away", "signed out", "refused"].includes(notice.dataset.about)) hush()
    if (isSaved()) erase(slot()); else backUp()
  }
  // A save whose answer was lost comes back as our own conflict: one revision on, with a text that we sent.
  const isOurs = server => server.revision === self.revision + 1 && self.sent.some(one => stored(one) === server.text)
  const stop = () => { self.stopped = true; clearTimeout(self.retry); backUp() }
  const conflict = server => {
    if (stored(server.text) === stored(box.value)) return acknowledge(server.text, server.revision)
    stop()
    self.isReading = true
    const mine = box.value
    const go = (text, title, aside) => {
      self.stopped = self.isReading = false
      self.revision = server.revision; self.saved = server.text; self.sent = []
      box.value = text
      keepAside(title, aside)
      hush(); backUp(); show(); flush(); box.focus()
    }
    tell("told", "This essay was changed in another tab or on another device. Nothing is lost: choose which text " +
      "you want to go on with. The other one stays below as a copy.", "conflict", [
      button("Use the other text", () => go(server.text, "What you typed here before", mine), "primary"),
      button("Keep the text of this tab", () => go(mine, "The text of the other tab", server.text)),
    ])
  }
  const request = (text, seconds, pasted) => ({
    method: "POST", credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text, revision: self.revision, active_seconds: seconds, pasted_characters: pasted }),
  })
  const address = () => `/api/drafts/${self.data.draft_id}`
  const remember = text => { self.sent = [...self.sent.filter(one => one !== text), text].slice(-20) }

  const post = async () => {
    const text = box.value, seconds = self.seconds - self.sentSeconds, { pasted } = self
    remember(text); backUp()
    const sent = request(text, seconds, pasted)
    const answer = await fetch(address(), { ...sent, keepalive: sent.body.length < BEACON_BYTES / 3 })
    const body = await answer.json().catch(() => ({}))
    if (answer.ok || (answer.status === 409 && isOurs(body))) {
      self.sentSeconds += seconds; self.pasted -= pasted
      acknowledge(answer.ok ? text : body.text, body.revision)
    } else if (answer.status === 409) conflict(body)
    else if (answer.status === 401) {
      self.isSignedOut = true
      tell("refused", "You are signed out. Your text is kept in this browser and will be saved when you sign in again.",
        "signed out", [button("Sign in again", () => { backUp(); location.reload() }, "primary")])
      throw new Error("signed out")
    } else if (answer.status === 410 || answer.status === 404) {
      stop()
      tell("refused", body.error || "This essay is closed.", "closed", [button("Reload the page", () => location.reload())])
    } else if (answer.status === 413 || answer.status === 422) {
      self.refused = body.error || "This text cannot be saved."
      tell("refused", self.refused, "refused")
    } else {
      if (body.error) tell("refused", body.error, "away")
      throw new Error(String(answer.status))
    }
    return isSaved()
  }
  const flush = async () => { // true: the server has all that is in the box. One request at a time.
    clearTimeout(self.quiet); clearTimeout(self.most); clearTimeout(self.retry)
    self.quiet = self.most = 0
    while (self.sending) await self.sending
    while (!isSaved() && !self.stopped && !isTooLong()) {
      self.sending = post().then(() => "answered", () => "failed")
      const outcome = await self.sending
      self.sending = null
      if (outcome === "failed") {
        self.isAway = !self.isSignedOut
        self.retry = setTimeout(flush, RETRY_MS[Math.min(self.tries++, RETRY_MS.length - 1)])
        break
      }
      if (self.refused) break // the same text would be refused again: wait for the next key
    }
    show()
    return isSaved() && !self.stopped
  }
  const lastWords = () => { // the page goes: no time to wait for a request on its way
    if (!self.data || !savesItself() || isSaved() || self.stopped || isTooLong()) return
    const text = box.value
    if (self.sending && self.sent.at(-1) === text) return // it is under way and outlives the page
    remember(text); backUp()
    const sent = request(text, self.seconds - self.sentSeconds, self.pasted)
    if (sent.body.length < BEACON_BYTES / 3) fetch(address(), { ...sent, keepalive: true }).catch(() => {})
  }

  // --- handing in ---------------------------------------------------------------------------------------
  const ask = (kind, text, isPossible) => {
    confirm.dataset.kind = kind
    confirm.querySelector(".sentence").textContent = text
    confirm.querySelector(".sure").hidden = !isPossible
    confirm.hidden = false
    confirm.querySelector(isPossible ? ".sure" : ".keep").focus()
  }
  const release = text => {
    clearTimeout(self.waiting)
    self.isHandingIn = false
    if (text) tell("refused", text, "hand in")
    show()
  }
  const send = async () => {
    if (self.isHandingIn || self.stopped) return
    self.isHandingIn = true; confirm.hidden = true
    if (notice.dataset.about === "hand in") hush()
    show()
    if (!(await flush())) return release(self.stopped || self.isSignedOut || self.refused || isTooLong() ? "" :
      "There is no connection, so the essay was not handed in. Your text is kept in this browser. Please try again soon.")
    self.waiting = setTimeout(() => release("The server did not answer. Your essay is saved; please hand it in once more."), HAND_IN_MS)
    self.component.setTriggerValue("handed_in", { revision: self.revision })
  }
  handIn.onclick = () => {
    if (self.isHandingIn) return
    const { min_words: least } = self.data
    if (!self.words) ask("short", "There is nothing to hand in yet. Write your answer in the box above.", false)
    else if (isTooLong()) box.focus()
    else if (self.words < least) {
      ask("short", `Your essay has ${grouped(self.words)} of at least ${least} words. Examiners mark a short answer ` +
        `down. Do you want to hand it in?`, true)
    } else send()
  }
  confirm.querySelector(".sure").onclick = send
  confirm.querySelector(".keep").onclick = () => { confirm.hidden = true; box.focus() }
  copy.querySelector(".drop").onclick = () => { erase(spare()); copy.hidden = true; copy.open = false }
  copy.querySelector(".take").onclick = async event => {
    const text = copy.querySelector(".kept").value, pressed = event.currentTarget
    try { await navigator.clipboard.writeText(text); pressed.textContent = "Copied" }
    catch { copy.querySelector(".kept").select(); pressed.textContent = "Press Ctrl+C" }
  }

  // --- in a mock test: the exam room asks for the last words of both parts, then hands them in itself -------
  const onCollect = ({ detail }) => {
    if (!self.data || detail.sitting !== self.data.sitting) return
    self.isHandingIn = detail.isLast
    detail.answers.set(self.data.draft_id, { words: self.words, saved: flush() })
    show()
  }

  // --- time ---------------------------------------------------------------------------------------------
  const isHidden = () => { try { return localStorage.getItem("clock") === "hidden" } catch { return false } }
  const showTime = () => {
    time.textContent = isHidden() ? "Show time" : clock(self.data.active_seconds + self.seconds)
    time.setAttribute("aria-label", isHidden() ? "Show the writing time" : `Writing time ${time.textContent}. Click to hide.`)
  }
  time.onclick = () => {
    try { localStorage.setItem("clock", isHidden() ? "shown" : "hidden") } catch { /* private window */ }
    showTime()
  }
  const sign = () => { self.lastSign = Date.now() }
  const ticking = setInterval(() => {
    if (!self.data) return
    const isActive = document.visibilityState === "visible" && Date.now() - self.lastSign < IDLE_MS
    if (isActive && !self.isHandingIn) { self.seconds += 1; showTime() }
  }, 1000)

  // --- other tabs ---------------------------------------------------------------------------------------
  const openChannel = () => {
    self.channel?.close()
    try { self.channel = new BroadcastChannel(slot()) } catch { return }
    self.channel.onmessage = ({ data: word }) => {
      if (word === "hello") self.channel.postMessage("here too")
      if (word === "hello" || word === "here too") {
        if (notice.hidden) tell("told", "This essay is open in another tab as well. Write in one of them only.", "tabs",
          [button("I understand", hush)])
      }
    }
    self.channel.postMessage("hello")
  }

  // --- events of the page -------------------------------------------------------------------------------
  box.oninput = () => {
    sign()
    self.refused = ""
    if (notice.dataset.about === "refused") hush()
    backUp(); show()
    clearTimeout(self.quiet)
    if (!savesItself()) return
    if (self.isAway || self.isSignedOut) return // the retry is on its way; each key would be a failed request
    self.quiet = setTimeout(flush, QUIET_MS)
    if (!self.most) self.most = setTimeout(flush, MOST_MS)
  }
  // What was in the answer before is moved, not brought in.
  box.oncut = () => { self.cut += box.value.slice(box.selectionStart, box.selectionEnd) }
  box.onpaste = event => {
    const text = event.clipboardData?.getData("text") || ""
    if (!box.value.includes(text) && !self.cut.includes(text)) self.pasted += text.length
  }
  box.onblur = () => { if (savesItself()) flush() } // before a click on "Sign out" ends the session
  const onHide = () => {
    if (document.visibilityState !== "hidden") sign()
    if (savesItself() && (document.visibilityState === "hidden" || !isSaved())) flush()
  }
  const onUnload = event => { // ask only where something would really be lost, or where saving is the writer's own act
    if (isSaved() || self.stopped) return
    backUp()
    if (!self.isKept || !savesItself()) event.preventDefault()
  }
  // A link of the menu leaves without unloading the page: the same question, asked by us.
  const onLink = event => {
    const link = event.composedPath().find(node => node instanceof HTMLAnchorElement && node.href)
    if (!link || !self.data || savesItself() || isSaved() || self.stopped || root.contains(link)) return
    if (link.target === "_blank" || window.confirm("Your last words are not saved. Leave this page without saving?")) return
    event.preventDefault(); event.stopImmediatePropagation()
  }
  const onKey = event => {
    if (savesItself() || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return
    event.preventDefault(); flush()
  }
  saveNow.onclick = () => flush()
  box.onkeydown = onKey
  const listeners = [
    [document, "visibilitychange", onHide], [window, "pagehide", lastWords], [window, "beforeunload", onUnload],
    [window, "online", () => flush()], [window, "pointermove", sign], [window, "keydown", sign], [window, "scroll", sign],
    [document, "exam:collect", onCollect],
  ]
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener, { passive: name !== "beforeunload" })
  document.addEventListener("click", onLink, true) // before Streamlit's own listener

  self.load = data => { // the server's text, unless this browser went on from it
    Object.assign(self, { revision: data.revision, sent: [], stopped: false, isReading: false, seconds: 0, sentSeconds: 0,
      pasted: 0, cut: "" })
    box.value = self.saved = data.text
    sign(); hush()
    box.setAttribute("aria-label", data.label)
    desk.classList.toggle("in-test", Boolean(data.sitting))
    confirm.hidden = copy.hidden = true
    const kept = read(slot())
    const wentOn = kept && (kept.revision === data.revision ||
      (kept.revision + 1 === data.revision && (kept.sent || []).some(one => stored(one) === data.text)))
    const aside = read(spare())
    if (aside) keepAside(aside.title, aside.text)
    if (kept && stored(kept.text) !== stored(data.text)) {
      if (wentOn) { box.value = kept.text; self.sent = kept.sent || []; backUp(); if (savesItself()) flush() }
      else { keepAside("What you typed here before", kept.text); erase(slot()) } // an old copy never comes back over a later text
    } else erase(slot())
    openChannel()
    showTime()
  }
  self.update = component => {
    const isNew = !self.data || self.data.draft_id !== component.data.draft_id
    const isAnswered = self.data && self.data.run !== component.data.run
    self.component = component; self.data = component.data
    if (isNew) self.load(component.data)
    else if (isAnswered && self.isHandingIn && (self.waiting || self.data.sitting)) release("") // the page says why it was refused
    show()
  }
  self.destroy = () => {
    lastWords()
    clearInterval(ticking)
    for (const timer of [self.quiet, self.most, self.retry, self.waiting]) clearTimeout(timer)
    for (const [target, name, listener] of listeners) target.removeEventListener(name, listener)
    document.removeEventListener("click", onLink, true)
    self.channel?.close()
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
