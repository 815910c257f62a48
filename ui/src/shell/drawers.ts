// Which component shows which kind of detail (drawer.ts). One line for each kind.
import type { Component } from 'vue'

export const drawers: Record<string, () => Promise<{ default: Component }>> = {
  obligations: () => import('@/pages/standing/ObligationsDetail.vue'),
}

if (import.meta.env.MODE !== 'production') {
  drawers.example = () => import('@/pages/kit/ExampleDetail.vue')
}
