// The thin bar above the page while calls take longer than a blink.
import { ref } from 'vue'

export const busy = ref(false)
let running = 0
let timer: ReturnType<typeof setTimeout> | undefined

// Answers with the function to call once it is done.
export function markBusy(): () => void {
  running += 1
  timer ??= setTimeout(() => (busy.value = true), 300)
  let over = false
  return () => {
    if (over) return
    over = true
    running -= 1
    if (running === 0) {
      clearTimeout(timer)
      timer = undefined
      busy.value = false
    }
  }
}
