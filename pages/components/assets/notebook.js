// A box for notes that saves by HTTP while one types; the last text wins. What is not saved yet is kept in this browser.

const instances = new WeakMap()
const QUIET_MS = 800
const RETRY_MS = 4000

function create(root) {
  const box = root.querySelector("textarea"), state = root.querySelector(".state")
  const self = { saved: "", sending: null, timer: 0 }
  const slot = () => `notes:${self.data.owner}:${self.data.address}`
  const keep = () => { try { localStorage.setItem(slot(), box.value) } catch { /* private window */ } }
  const kept = () => { try { return localStorage.getItem(slot()) } catch { return null } }
  const forget = () => { try { localStorage.removeItem(slot()) } catch { /* private window */ } }
  const say = (kind, text) => { state.dataset.kind = kind; if (state.textContent !== text) state.textContent = text }

  const send = async () => {
    const text = box.value
    const answer = await fetch(self.data.address, {
      method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text }), keepalive: text.length < 20000,
    }).catch(() => null)
    if (answer?.ok) {
      self.saved = text
      if (box.value === text) { forget(); say("saved", "Saved") }
      return true
    }
    const body = await answer?.json().catch(() => null)
    say("unsaved", body?.error || "Not saved: no connection. Your text is kept in this browser.")
    return Boolean(answer) && answer.status < 500 && answer.status !== 401 // it would be refused again
  }
  const flush = async () => {
    clearTimeout(self.timer)
    while (self.sending) await self.sending
    if (box.value === self.saved) return
    say("saving", "Saving…")
    self.sending = send()
    const isOver = await self.sending
    self.sending = null
    if (!isOver) self.timer = setTimeout(flush, RETRY_MS)
    else if (box.value !== self.saved && state.dataset.kind === "saving") flush()
  }
  box.oninput = () => { keep(); clearTimeout(self.timer); self.timer = setTimeout(flush, QUIET_MS) }
  box.onblur = flush
  const onHide = () => { if (document.visibilityState === "hidden") flush() }
  document.addEventListener("visibilitychange", onHide)

  self.update = ({ data }) => {
    const isNew = self.data?.address !== data.address
    self.data = data
    box.setAttribute("aria-label", data.label)
    box.placeholder = data.placeholder
    box.rows = data.rows
    if (!isNew) return
    box.value = self.saved = data.text
    const copy = kept()
    if (copy !== null && copy !== data.text) { box.value = copy; flush() }
  }
  self.destroy = () => {
    flush()
    document.removeEventListener("visibilitychange", onHide)
    clearTimeout(self.timer)
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
