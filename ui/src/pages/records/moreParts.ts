// What records of a procedure show besides what every record has: a component with the property
// `record`, which says `done` when it has changed it.
import { defineAsyncComponent, type Component } from 'vue'

export const moreParts: Record<string, Component> = {
  rectification: defineAsyncComponent(() => import('@/pages/problems/ProblemPart.vue')),
}
