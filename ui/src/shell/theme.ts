// Light or dark: what the system says, until somebody chooses.
import { ref, watchEffect } from 'vue'

export type Theme = 'light' | 'dark'

const kept = 'luze.theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const chosen = localStorage.getItem(kept)

export const theme = ref<Theme>(
  chosen === 'light' || chosen === 'dark' ? chosen : system.matches ? 'dark' : 'light',
)

system.addEventListener('change', (event) => {
  if (!localStorage.getItem(kept)) theme.value = event.matches ? 'dark' : 'light'
})

export function setTheme(next: Theme): void {
  theme.value = next
  localStorage.setItem(kept, next)
}

watchEffect(() => {
  document.documentElement.dataset.theme = theme.value
})
