// Tells lists that lie behind the drawer that a record was changed in it.
//   onRecordChanged((id) => reload())
import { onScopeDispose } from 'vue'

type Heard = (id: number) => void
const listeners = new Set<Heard>()

export function recordChanged(id: number): void {
  listeners.forEach((heard) => heard(id))
}

export function onRecordChanged(heard: Heard): void {
  listeners.add(heard)
  onScopeDispose(() => listeners.delete(heard))
}
