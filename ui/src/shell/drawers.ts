// Which component shows which kind of detail (drawer.ts). One line for each kind.
import type { Component } from 'vue'

export const drawers: Record<string, () => Promise<{ default: Component }>> = {
  record: () => import('@/pages/records/RecordDetail.vue'),
  new: () => import('@/pages/records/NewRecord.vue'),
  'plan-line': () => import('@/pages/plan/PlanLineDetail.vue'),
  'plan-cell': () => import('@/pages/plan/PlanCellDetail.vue'),
  'plan-move': () => import('@/pages/plan/MoveItem.vue'),
  figure: () => import('@/pages/reports/FigureDetail.vue'),
  'problem-step': () => import('@/pages/problems/StepDetail.vue'),
  held: () => import('@/pages/import/HeldRowDetail.vue'),
  parameter: () => import('@/pages/rules/ParameterDetail.vue'),
  late: () => import('@/pages/standing/LateRecord.vue'),
  entry: () => import('@/pages/ledger/EntryDetail.vue'),
  account: () => import('@/pages/admin/AccountDetail.vue'),
  obligations: () => import('@/pages/standing/ObligationsDetail.vue'),
}

if (import.meta.env.MODE !== 'production') {
  drawers.example = () => import('@/pages/kit/ExampleDetail.vue')
}
