/* SPDX-License-Identifier: Apache-2.0 */
/* A loaded, checked pack: one stream of work as data.
 *
 * pack_load reads `pack.yaml` of a folder and the mapping files it names. Every
 * key is a row of pack.def; an unknown key, a missing one or a name that points
 * nowhere is an error with file, line, column and remedy. What it returns is
 * immutable, lives in the arena, and all pointers in it are resolved: no caller
 * looks up a record type or code list by name twice.
 *
 * Values (dates, durations, field contents) are dmn_value; a date or duration
 * that is not given is the null value. */
#ifndef REMIT_PACK_PACK_H
#define REMIT_PACK_PACK_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "pack/accumulation.h"
#include "pack/authorisation.h"
#include "pack/capacity.h"
#include "pack/clock.h"
#include "pack/compartment.h"
#include "pack/condition.h"
#include "pack/extract.h"
#include "pack/letters.h"
#include "pack/measure.h"
#include "pack/permission.h"
#include "pack/layout.h"
#include "pack/record.h"
#include "pack/round.h"
#include "pack/states.h"
#include "pack/team.h"
#include "pack/transparency.h"
#include "pack/who.h"

/* What an outcome does to the person's freedom. */
enum pack_direction {
#define PACK_DIRECTION(name, word, meaning) PACK_DIRECTION_##name,
#include "pack/words.def"
	PACK_DIRECTION_COUNT
};

/* ---- the decision ---------------------------------------------------- */

/* Which records an input data of the model gets, seen from the record decided about. */
enum pack_take {
	PACK_TAKE_SELF,	    /* a context: the record */
	PACK_TAKE_ANCESTOR, /* a context: its parent, or parent's parent ... */
	PACK_TAKE_CHILDREN, /* a list: records whose parent is the record */
	PACK_TAKE_SIBLINGS, /* a list: records whose parent is an ancestor (`of`) of the record */
	PACK_TAKE_FAMILY,   /* a list: other records of the case, as a condition sees them */
	PACK_TAKE_ALL	    /* a list: every record of a type without parent (reference data) */
};

/* Contexts hold the fields with `engine` set, under their names, absent ones as null. Lists
 * are in order of the records' keys. */
struct pack_input {
	struct text name; /* of the model's input data */
	const struct pack_record *record;
	enum pack_take take;
	const struct pack_record *of; /* PACK_TAKE_SIBLINGS: the ancestor; else NULL */
};

struct pack_outcome {
	struct text code;
	struct text sentence;
	enum pack_direction direction;
	struct text done;   /* what has to be done once it is final; empty: nothing */
	struct text refers; /* the pack that takes the case up then; empty: none */
};

/* What must hold for an outcome to be decided. */
struct pack_guard {
	const struct pack_outcome *outcome;
	const struct pack_condition *holds;
	struct text otherwise; /* a sentence */
};

/* Besides the inputs the platform sets `As of` (date) and `Quality` (list of {record, field,
 * state, source, since}; record and field by name, state one of missing, stale, disputed,
 * unadjudicated). */
struct pack_decision {
	struct text name; /* as in `remit run ... NAME` */
	const struct pack_record *about;
	struct text model; /* file in the folder */
	const struct pack_input *inputs;
	size_t input_count;
	const struct pack_outcome *outcomes;
	size_t outcome_count;
	const struct pack_guard *guards;
	size_t guard_count;
	/* Code lists of the contract's other decisions: every code the model gives is in them. */
	const struct pack_codes *barriers, *reasons, *safeguards, *priorities;
	bool sealed; /* the recommendation is sealed until an own view is recorded */
};

/* ---- the pack -------------------------------------------------------- */

/* A file of the pack as read, for hashing and storing with a run. */
struct pack_file {
	struct text name; /* "pack.yaml", "rules.dmn", "import/x.yaml" */
	struct text bytes;
};

struct pack_kind {
	struct text media_type; /* "application/pdf" */
	struct text words;	/* "PDF" */
};

/* The documents that a case file takes. */
struct pack_documents {
	const struct pack_codes *types; /* NULL: none are taken */
	const struct pack_kind *kinds;
	size_t kind_count;
	int64_t most_bytes;
};

/* What two records of one person have alike. */
struct pack_duplicate {
	struct text name;
	struct text sentence;
	const struct pack_field **fields; /* of the topmost record */
	size_t field_count;
};

/* How a request to put something right is dealt with. */
struct pack_rectification {
	dmn_value period; /* duration; null: none is taken */
	dmn_value extend; /* the same; null: it is not lengthened */
	struct text source, complain;
	bool disputes; /* the field is disputed until it is answered */
};

/* Records of one type that the person sees on their page, by these fields. */
struct pack_person_rows {
	const struct pack_record *record;
	const struct pack_field *const *fields;
	size_t field_count;
};
/* The page of the person decided about. */
struct pack_person_page {
	dmn_value code;		 /* duration for which a code holds; null: there is no page */
	struct pack_fact second; /* of the topmost record: asked for beside the code */
	const struct pack_person_rows *rows;
	size_t row_count;
};

/* What the law does without anybody's decision when a day has passed, or a clock has run out. */
struct pack_effect {
	struct text name, label, source;
	const struct pack_clock *clock; /* of the record of `sets`; NULL: the day `on` */
	struct pack_fact on, sets;	/* of one record type; of a day both are dates */
};

/* A rule on how long a case is kept. */
struct pack_retention {
	struct text name, label, source;
	struct pack_fact ended_by; /* a date */
	dmn_value after;	   /* duration */
	bool invented;		   /* a default of the pack's own */
	bool confirm;		   /* a person confirms each erasure */
};

struct pack {
	struct text folder;
	struct text name, version, title, owner, purpose, lawful_basis;
	bool is_private; /* only who has an account reads the rules */
	const struct pack_assessment *assessments;
	size_t assessment_count;
	const struct pack_codes *const *codes;
	size_t codes_count;
	const struct pack_record *records;
	size_t record_count;
	const struct pack_extract *extracts; /* in order of precedence: an earlier one wins */
	size_t extract_count;
	struct pack_decision decision;
	const struct pack_grade *grades;
	size_t grade_count;
	const struct pack_role *roles;
	size_t role_count;
	struct pack_authority authority[PACK_DIRECTION_COUNT];
	struct pack_access access;
	const struct pack_permission *permissions; /* none: everybody reads every field */
	size_t permission_count;
	const struct pack_sample *samples;
	size_t sample_count;
	const struct pack_compartment *compartments;
	size_t compartment_count;
	struct pack_teams teams;
	struct pack_flags flags;
	struct pack_documents documents;
	struct pack_rectification rectification;
	struct pack_person_page person_page;
	struct pack_transparency transparency;
	const struct pack_duplicate *duplicates;
	size_t duplicate_count;
	struct text time_zone; /* whose midnight begins a day of a clock; or empty */
	const struct calendar *calendars;
	size_t calendar_count;
	const struct pack_clock *clocks;
	size_t clock_count;
	const struct pack_states *states;
	size_t states_count;
	struct pack_effort effort;
	const struct pack_capacity *capacities;
	size_t capacity_count;
	const struct pack_authorisation *authorisations;
	size_t authorisation_count;
	struct pack_round round;
	const struct pack_effect *effects;
	size_t effect_count;
	const struct pack_accumulation *accumulations;
	size_t accumulation_count;
	const struct pack_retention *retention;
	size_t retention_count;
	const struct pack_language *languages; /* of letters; the first is the pack's own */
	size_t language_count;
	struct pack_fact language_of; /* no field: the first language */
	const struct pack_letter *letters;
	size_t letter_count;
	struct pack_form form;
	struct pack_overview overview;
	const struct pack_fact *worklist; /* columns beside the item and its reasons */
	size_t worklist_count;
	const struct pack_fact *filters; /* of the worklist: codes */
	size_t filter_count;
	const struct text *synth; /* paths of the files of the synthetic caseload */
	size_t synth_count;
	const struct pack_measure *measures;
	size_t measure_count;
	const struct pack_table *reports;
	size_t report_count;
	const struct text *scenarios; /* paths of the files of its own stories */
	size_t scenario_count;
	const struct pack_condition *const *conditions; /* every FEEL text */
	size_t condition_count;
	const struct pack_file *files; /* everything that decides what the pack means */
	size_t file_count;
};

/* Load the pack in `folder`. */
enum status pack_load(struct arena *arena, const char *folder, struct pack **out,
		      struct error *error) MUST_USE;

/* Does it decide, or hold facts for others alone? */
bool pack_decides(const struct pack *pack);
/* The topmost type of a case: above what is decided about; of a pack that decides nothing the first
 * that has others below it. */
const struct pack_record *pack_root(const struct pack *pack);

/* Look-ups: NULL when there is none of that name. */
const struct pack_record *pack_find_record(const struct pack *pack, struct text name);
const struct pack_field *pack_find_field(const struct pack_record *record, struct text name);
/* Does the extract tell of the record type (`field` NULL), or of that field of it? */
bool pack_extract_feeds(const struct pack_extract *extract, const struct pack_record *record,
			const struct pack_field *field);
const struct pack_codes *pack_find_codes(const struct pack *pack, struct text name);
const struct pack_code *pack_find_code(const struct pack_codes *codes, struct text code);
/* May the code be chosen on that day (since 1970)? False for NULL. */
bool pack_code_holds(const struct pack_code *code, int64_t day);
const struct pack_outcome *pack_find_outcome(const struct pack *pack, struct text code);
const struct pack_role *pack_find_role(const struct pack *pack, struct text name);
const struct pack_grade *pack_find_grade(const struct pack *pack, struct text name);
const struct pack_tray *pack_find_tray(const struct pack *pack, struct text code);
const struct pack_clock *pack_find_clock(const struct pack *pack, struct text name);
/* One of that record type. */
const struct pack_clock *pack_clock_of(const struct pack *pack, const struct pack_record *record,
				       struct text name);
const struct pack_compartment *pack_find_compartment(const struct pack *pack, struct text name);
/* May the special characteristic be used so on that day (since 1970)? */
bool pack_authorises(const struct pack *pack, const struct pack_field *field,
		     enum pack_authorised of, int64_t day);
const struct pack_capacity *pack_find_capacity(const struct pack *pack, struct text name);
const struct pack_file *pack_find_file(const struct pack *pack, struct text name);

/* The grade that the step asks for on a day (since 1970). */
const struct pack_grade *pack_grade_on(const struct pack_step *step, int64_t day);
/* True when a person of that role and grade may do the step on that day. */
bool pack_may(const struct pack_step *step, const struct pack_role *role,
	      const struct pack_grade *grade, int64_t day);

/* Does the person's own page list the field, or ask for it? A key names its record. */
bool pack_person_sees(const struct pack *pack, const struct pack_record *record,
		      const struct pack_field *field);

/* What calls for a round, by its name; or NULL. */
const struct pack_trigger *pack_find_trigger(const struct pack *pack, struct text name);
/* Its label; of one that the pack has no more, the name. */
struct text pack_trigger_label(const struct pack *pack, struct text name);

/* Could the sample draw a decision with that outcome? */
bool pack_sample_takes(const struct pack *pack, const struct pack_sample *sample,
		       struct text outcome);

/* The words of the closed lists, as in the file. */
const char *pack_type_word(enum pack_type type);
const char *pack_sensitivity_word(enum pack_sensitivity sensitivity);
const char *pack_direction_word(enum pack_direction direction);

#endif
