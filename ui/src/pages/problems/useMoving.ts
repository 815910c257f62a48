// Moving a card of the board, by mouse or by keys. A card moves where a step leads; putting it down
// opens that step's form in the drawer, and where none leads a sentence says which ways there are.
import { computed, ref } from 'vue'
import { openDrawer } from '@/shell/drawer'
import { say, useWords } from '@/words'
import en from '@/words/problems.en'
import zh from '@/words/problems.zh'
import { actsBetween, stateOf, type Matter, type Problem } from './problems'

export function useMoving(matter: () => Matter) {
  const w = useWords(zh, en)
  const held = ref<Problem | null>(null)
  const target = ref('') // the state over which it is held
  const byKeys = ref(false)
  const said = ref('') // what happened, for everybody to read and hear

  const nameOf = (state: string) => {
    const found = stateOf(matter().procedure, state)
    return found ? say(found.name) : state
  }
  const targets = computed(() => {
    const from = held.value?.state
    if (!from) return []
    return matter().procedure.states.filter((state) => actsBetween(matter().procedure, from, state.id).length).map((state) => state.id)
  })
  const ways = () => targets.value.map(nameOf).join('、')

  function take(card: Problem, keys = false): void {
    held.value = card
    byKeys.value = keys
    target.value = ''
    said.value = ''
    if (keys && !targets.value.length) {
      said.value = w.noWay(nameOf(card.state))
      held.value = null
    } else if (keys) {
      target.value = targets.value[0]!
      said.value = w.held(card.title, ways(), nameOf(target.value))
    }
  }
  function turn(by: 1 | -1): void {
    const all = targets.value
    target.value = all[(all.indexOf(target.value) + by + all.length) % all.length] ?? ''
    said.value = w.over(nameOf(target.value))
  }
  function letGo(): void {
    if (held.value && byKeys.value) said.value = w.putBack
    held.value = null
    target.value = ''
  }
  function drop(state = target.value): void {
    const card = held.value
    if (!card || state === card.state) return letGo()
    const acts = actsBetween(matter().procedure, card.state, state)
    if (acts.length) {
      said.value = ''
      openDrawer('problem-step', `${card.id}~${acts.map((act) => act.id).join(',')}`)
    } else {
      said.value = targets.value.length
        ? w.noStep(nameOf(card.state), nameOf(state), ways())
        : w.noWay(nameOf(card.state))
    }
    held.value = null
    target.value = ''
  }
  return { held, target, targets, said, byKeys, take, turn, letGo, drop, nameOf }
}
