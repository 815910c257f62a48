// One quiet line that says what was done, and how to undo it. Errors never come this way: they
// stand where they happened (parts/ErrorSentence.vue).
import { shallowRef } from 'vue'

export interface Toast {
  text: string
  action?: { text: string; run: () => void }
}

export const shown = shallowRef<Toast | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

export function toast(text: string, action?: Toast['action']): void {
  shown.value = { text, action }
  keepOpen()
  letGo()
}

export const keepOpen = () => clearTimeout(timer)
export const letGo = () => {
  timer = setTimeout(dismiss, 6000)
}
export function dismiss(): void {
  shown.value = null
}
