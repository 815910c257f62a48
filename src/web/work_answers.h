// What the operations of the table answer (operations.cpp).
#pragma once

#include "web/work.h"

namespace luze::web {

using Answering = Result<Answer>(ops::Desk& desk, const Called& called, Instant now);

// answers_rules.cpp
Answering list_forms;
Answering list_procedures;
Answering list_roles;
Answering list_parameters;
Answering set_parameter;
Answering describe_interface;

// answers_records.cpp
Answering list_records;
Answering enter_record;
Answering show_record;
Answering take_step;
Answering correct_record;
Answering withdraw_record;
Answering attach_evidence;
Answering fetch_evidence;

// answers_duties.cpp
Answering waive_window;
Answering link_record;
Answering raise_finding;
Answering list_proposals;
Answering decide_rung;
Answering decline_rung;

// answers_people.cpp
Answering show_me;
Answering show_person;
Answering list_reminders;
Answering change_calendar;
Answering fetch_calendar;
Answering list_posts;
Answering list_talks;

// answers_plan.cpp
Answering show_plan;
Answering show_burden;
Answering draft_plan;

// answers_documents.cpp
Answering list_documents;
Answering write_document;

// answers_meetings.cpp
Answering show_meeting;
Answering show_batch;

}  // namespace luze::web
