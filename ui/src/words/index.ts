// Words in both languages. A page has two small dictionaries beside each other,
// words/PAGE.zh.ts and words/PAGE.en.ts, and asks for them with useWords(zh, en); the English one
// is typed by the Chinese one, so neither can lack a word.
import { ref, watchEffect } from 'vue'

export type Language = 'zh' | 'en'

// What an English dictionary must look like: the same keys, functions with the same arguments.
export type Same<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...given: infer A) => string
      ? (...given: A) => string
      : Same<T[K]>
}

const kept = 'luze.language'

function first(): Language {
  const chosen = localStorage.getItem(kept)
  if (chosen === 'zh' || chosen === 'en') return chosen
  return navigator.language.startsWith('zh') || !navigator.language.startsWith('en') ? 'zh' : 'en'
}

export const language = ref<Language>(first())

export function setLanguage(chosen: Language): void {
  language.value = chosen
  localStorage.setItem(kept, chosen)
}

watchEffect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
})

// Reads as a dictionary of the language that is chosen now; reactive in templates.
export function useWords<T extends object>(zh: T, en: Same<T>): Same<T> {
  return new Proxy(zh as unknown as Same<T>, {
    get: (_, key) => Reflect.get(language.value === 'zh' ? zh : en, key),
  })
}

// A text that the server gives in both languages: { zh, en }.
export interface Phrase {
  zh: string
  en: string
}

export function say(phrase: Phrase): string {
  return (language.value === 'zh' ? phrase.zh : phrase.en) || phrase.zh || phrase.en
}
