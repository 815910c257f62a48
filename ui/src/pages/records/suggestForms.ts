// Which form a few words mean: by pieces of two characters that they share with the form's name,
// with the duties it serves, and by records that were found under these words.
import type { Form } from './forms'

export interface Past {
  form: string
  title: string
}

export interface Suggested {
  form: Form
  like: string // the title of a record like it
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[\s，。、；：（）()“”,.;:]/g, '')

function pieces(text: string): Set<string> {
  const given = plain(text)
  const out = new Set<string>()
  for (let i = 0; i + 2 <= given.length; ++i) out.add(given.slice(i, i + 2))
  if (given.length === 1) out.add(given)
  return out
}

// How much of the name stands in the words: 1 when all of it does.
function share(words: Set<string>, name: string): number {
  const of = pieces(name)
  if (!of.size) return 0
  return [...of].filter((piece) => words.has(piece)).length / of.size
}

export function suggestForms(text: string, forms: readonly Form[], past: readonly Past[], most = 5): Suggested[] {
  const words = pieces(text)
  const whole = plain(text)
  const scored = forms.map((form) => {
    const names = [form.name.zh, form.name.en]
    const found = past.filter((one) => one.form === form.id)
    const called = Math.max(...names.map((name) => share(words, name)))
    const begun = names.some((name) => whole !== '' && plain(name).includes(whole)) ? 2 : 0
    const serving = Math.max(0, ...form.serves.map((duty) => Math.max(share(words, duty.name.zh), share(words, duty.name.en))))
    return {
      form,
      like: found[0]?.title ?? '',
      score: 3 * called + begun + serving + Math.min(1.5, 0.5 * found.length),
    }
  })
  return scored
    .filter((one) => one.score > 0.3)
    .sort((a, b) => b.score - a.score || b.form.records - a.form.records)
    .slice(0, most)
    .map(({ form, like }) => ({ form, like }))
}
