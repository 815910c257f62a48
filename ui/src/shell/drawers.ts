// Which component shows which kind of detail (drawer.ts). One line for each kind.
import type { Component } from 'vue'

export const drawers: Record<string, () => Promise<{ default: Component }>> = {}

if (import.meta.env.MODE !== 'production') {
  drawers.example = () => import('@/pages/kit/ExampleDetail.vue')
}
