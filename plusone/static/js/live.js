// One visible tab asks for the news of all; the Victory Dance itself is fetched when there is one.
(() => {
const d = document, script = d.currentScript.dataset.dance
const channel = self.BroadcastChannel && new BroadcastChannel("live")
let first = true, last = 0, proven = 0, timer, release, gone
if (navigator.connection?.saveData) return
const seen = n => {
  try { return n ? (localStorage.live = n) : localStorage.live || 0 } catch { return 0 }
}
const see = news => {
  const words = news.words?.[d.documentElement.lang]
  if (!words || d.hidden) return
  const fresh = first ? news.n > seen() && news.now - news.at < 10 : news.n > last
  const shown = d.querySelector("dialog.dance")
  if (shown?.n > news.n) shown.close()
  if (fresh) import(script).then(stage => stage.dance(words, news.n))
  else if (!first && news.verified > proven) import(script).then(stage => stage.tell(words.sign))
  first = false
  last = news.n
  proven = news.verified
  seen(last)
}
const ask = async () => {
  try {
    const answer = await fetch("/live", { cache: "no-cache" }), news = await answer.json()
    news.now = Date.parse(answer.headers.get("Date")) / 1000
    see(news)
    channel?.postMessage(news)
  } catch { /* the next try is near */ }
}
const lead = () => new Promise(done => { release = done; timer = setInterval(ask, 1500) })
const wake = () => {
  clearInterval(timer)
  release?.()
  gone?.abort()
  if (d.hidden) return
  first = true
  ask()
  gone = new AbortController()
  if (navigator.locks) navigator.locks.request("live", { signal: gone.signal }, lead).catch(() => {})
  else lead()
}
if (channel) channel.onmessage = event => first ? ask() : see(event.data)
d.addEventListener("visibilitychange", wake)
if (d.readyState === "complete") wake()
else addEventListener("load", () => setTimeout(wake)) // the page itself comes first
})()
