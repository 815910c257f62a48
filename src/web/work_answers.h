// What the operations of the table answer (operations.cpp).
#pragma once

#include "web/work.h"

namespace luze::web {

using Answering = Result<Answer>(ops::Desk& desk, const Called& called, Instant now);

// answers_session.cpp
Answering show_session;
Answering sign_in;
Answering sign_out;
Answering show_set_up;
Answering set_up;
Answering change_password;
Answering begin_factor;
Answering confirm_factor;
Answering set_language;
Answering show_preference;
Answering set_preference;

// answers_admin.cpp
Answering list_accounts;
Answering list_access_roles;
Answering add_account;
Answering set_account_roles;
Answering set_account_person;
Answering disable_account;
Answering enable_account;
Answering issue_set_up_link;
Answering reset_factor;
Answering list_roster;
Answering list_settings;
Answering set_setting;
Answering list_audit;
Answering list_reads;
Answering list_own_tokens;
Answering issue_own_token;
Answering revoke_own_token;
Answering list_all_tokens;
Answering revoke_any_token;

// answers_rules.cpp
Answering list_forms;
Answering list_procedures;
Answering list_roles;
Answering list_parameters;
Answering show_rules;
Answering set_parameter;
Answering describe_interface;

// answers_records.cpp
Answering list_records;
Answering enter_record;
Answering preview_record;
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

// answers_import.cpp
Answering list_stagings;
Answering open_import;
Answering show_import;
Answering add_import_file;
Answering remove_import_file;
Answering drop_import;
Answering read_import;
Answering map_import;
Answering fix_import;
Answering show_import_sheet;
Answering list_import_rows;
Answering commit_import;
Answering withdraw_vanished;
Answering list_past_imports;
Answering withdraw_past_import;
Answering list_held_rows;
Answering mend_held_row;
Answering drop_held_row;

// answers_search.cpp
Answering search;
Answering suggest;

// answers_standing.cpp
Answering show_standing;
Answering show_trend;
Answering list_obligations;
Answering list_figures;
Answering show_figure;
Answering list_faults;
Answering show_report;
Answering fetch_report;
Answering write_prose;
Answering preview_rule;
Answering list_entries;
Answering show_entry;
Answering show_checkpoint;
Answering begin_verification;
Answering show_job;

// answers_people.cpp
Answering show_me;
Answering list_people;
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
