// The Victory Dance: full screen, loud and short; a quiet line for who types, and for who asked for fewer.
const d = document
const typed = "input:not([type=radio],[type=checkbox]),textarea,select,[contenteditable]"
const wish = value => {
  try { return value === undefined ? localStorage.dances : (localStorage.dances = value) } catch { return "" }
}
const make = (tag, parent, text, type) => {
  const made = d.createElement(tag)
  if (text) made.textContent = text
  if (type) made.className = type
  parent.append(made)
  return made
}

// A line at the foot of the page: it takes no focus and goes by itself.
export const tell = (text, button, act) => {
  const line = make("div", d.body, "", "toast news")
  line.setAttribute("role", "status")
  setTimeout(() => {
    make("span", line, text)
    if (button) make("button", line, button, "go").onclick = () => { act(); line.remove() }
  }, 50)
  setTimeout(() => line.remove(), 12000)
}

const fall = stage => {
  for (let i = 0; i < 48; i++) {
    const r = Math.random, plus = make("i", stage, i % 9 ? "+" : "1")
    plus.setAttribute("aria-hidden", "true")
    plus.style.insetInlineStart = r() * 100 + "%"
    plus.style.fontSize = 1 + r() * 2.4 + "rem"
    const end = `translate(${r() * 200 - 100}px, 115vh) rotate(${r() * 900 - 450}deg)`
    plus.animate([{ transform: "none" }, { transform: end }],
      { duration: 1700 + r() * 1500, delay: r() * 700, easing: "ease-in", fill: "both" }).onfinish = () => plus.remove()
  }
}

export const dance = (words, n) => {
  d.querySelector("dialog.dance")?.close()
  if (wish() == "few" || d.querySelector("dialog[open]") || d.activeElement?.matches(typed)) {
    return tell(`+1: ${words.title}`, wish() && words.more, () => wish(""))
  }
  const stage = make("dialog", d.body, "", "dance"), box = make("div", stage), sign = make("p", box, "", "plusone")
  stage.n = n
  stage.setAttribute("aria-labelledby", "dance-title")
  stage.setAttribute("aria-describedby", "dance-line")
  sign.setAttribute("aria-hidden", "true")
  make("span", sign, "+")
  make("span", sign, "1")
  make("h2", box, words.title).id = "dance-title"
  const line = make("div", box)
  line.id = "dance-line"
  make("p", line, words.line)
  make("p", line, words.count)
  const go = make("button", box, words.close, "btn")
  go.autofocus = true
  go.onclick = () => stage.close()
  make("button", box, words.fewer, "few").onclick = () => { wish("few"); stage.close() }
  stage.onclose = () => stage.remove()
  stage.showModal()
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) fall(stage)
}
