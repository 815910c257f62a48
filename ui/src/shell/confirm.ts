// "Are you sure", asked in the drawer's place: never a dialog on a dialog. Answers with the reason
// that was given ('' where none is asked for), or null when it was cancelled.
import { shallowRef } from 'vue'

export interface Question {
  title: string
  text: string // what will happen, and whether it can be undone
  verb: string // on the button: 撤回, 签发
  danger?: boolean
  reason?: boolean // asks for a reason
}

export const question = shallowRef<(Question & { settle: (answer: string | null) => void }) | null>(null)

export function confirm(asked: Question): Promise<string | null> {
  question.value?.settle(null)
  return new Promise((resolve) => {
    question.value = {
      ...asked,
      settle: (answer) => {
        question.value = null
        resolve(answer)
      },
    }
  })
}
