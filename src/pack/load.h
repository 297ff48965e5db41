/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of pack_load, each over a tree that keys_check has passed. Not for other rooms. */
#ifndef REMIT_PACK_LOAD_H
#define REMIT_PACK_LOAD_H

#include "pack/keys.h"
#include "pack/pack.h"
#include "pack/yaml.h"

enum {
	LOAD_SOURCES_MOST = 16
};

/* A pack.yaml that a pack is made of: its own, or one of a pack that it uses. */
struct load_source {
	struct text name;
	struct text folder;
	struct text prefix; /* of its files' names in the pack: "", "uses/NAME/" */
	struct yaml_node *root;
};

struct loading {
	struct arena *arena;
	struct pack *pack;
	struct error *error;
	struct load_source sources[LOAD_SOURCES_MOST]; /* its own first, then in order of need */
	size_t source_count;
	struct text begun[LOAD_SOURCES_MOST]; /* names, also of those being read */
	size_t begun_count;
	size_t measures_from; /* of the file of reports that is being read */
};

/* Read a file of a source as a tree, keys checked, and keep its bytes with the pack. */
enum status load_tree(struct loading *loading, const struct load_source *source,
		      enum keys_file kind, struct text name, struct yaml_node **out) MUST_USE;
/* load_uses.c: read the packs that the tree uses, and those that they use. */
enum status load_uses(struct loading *loading, const struct yaml_node *root) MUST_USE;
/* "1" is any version 1, "1.2" any of 1.2. */
bool load_is_version(struct text wanted, struct text version);
/* Join their trees to the pack's own. */
enum status load_join(struct loading *loading) MUST_USE;
/* Which of them a node came from. */
const struct load_source *load_source_of(const struct loading *loading,
					 const struct yaml_node *node);
/* May what stands at the node name the record type: is it the pack's own, or read by declaration?
 */
enum status load_may_read(struct loading *loading, const struct yaml_node *node,
			  const struct pack_record *record) MUST_USE;

enum status load_codes(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_records(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_extract(struct loading *loading, const struct yaml_node *root,
			 struct pack_extract *out) MUST_USE;
enum status load_decision(struct loading *loading, const struct yaml_node *root) MUST_USE;
/* After the clocks, which guards see. */
/* A fact that is an ordinary code of the record decided about, or of one above it. */
enum status load_item_code(struct loading *loading, const struct yaml_node *node,
			   struct pack_fact *out) MUST_USE;
/* authority.*.sign.when */
enum status load_sign_conditions(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_guards(struct loading *loading, const struct yaml_node *root) MUST_USE;
/* Grades and roles alone. */
enum status load_people(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_who(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_access(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_permissions(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_samples(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_teams(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_flags(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_documents(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_states(struct loading *loading, const struct yaml_node *root) MUST_USE;
/* After the clocks. */
enum status load_capacity(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_authorisations(struct loading *loading, const struct yaml_node *root) MUST_USE;
/* Does an authorisation allow the rules to read the field, whenever it holds? */
bool load_is_authorised(const struct loading *loading, const struct pack_record *record,
			const struct pack_field *field);
enum status load_transparency(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_compartments(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_round(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_duplicates(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_calendars(struct loading *loading, const struct yaml_node *root) MUST_USE;
/* After the calendars. */
enum status load_clocks(struct loading *loading, const struct yaml_node *root) MUST_USE;
/* After the clocks. */
enum status load_effects(struct loading *loading, const struct yaml_node *root) MUST_USE;
/* After the imports. */
enum status load_accumulations(struct loading *loading, const struct yaml_node *root) MUST_USE;
/* After the clocks. */
enum status load_measures(struct loading *loading, const struct yaml_node *root) MUST_USE;
/* After the measures; over the same file, both. */
enum status load_reports(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_rectification(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_person_page(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_retention(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_languages(struct loading *loading, const struct yaml_node *root) MUST_USE;
enum status load_letters(struct loading *loading, const struct yaml_node *root) MUST_USE;
/* The texts of a letter in every language, and what they need: load_letter_text.c. */
enum status load_letter_texts(struct loading *loading, const struct yaml_node *node,
			      struct pack_letter *letter) MUST_USE;
enum status load_layout(struct loading *loading, const struct yaml_node *root) MUST_USE;

/* A file or folder that the pack names lies inside the folder that it is in. */
enum status load_check_path(struct loading *loading, const struct yaml_node *node,
			    struct text name) MUST_USE;
/* Read a file of a source and keep its bytes with the pack. */
enum status load_file(struct loading *loading, const struct load_source *source, struct text name,
		      struct text *out) MUST_USE;
/* A word of a closed list at `node`; *out its place in it. */
enum status load_word(struct loading *loading, const struct yaml_node *node,
		      const char *const *words, size_t count, unsigned *out) MUST_USE;
/* The code list / record type / `record.field` that `node` names; NULL node gives NULL. */
enum status load_codes_ref(struct loading *loading, const struct yaml_node *node,
			   const struct pack_codes **out) MUST_USE;
/* STATUS_INVALID when the record type lies in a compartment. */
enum status load_is_open(struct loading *loading, const struct yaml_node *node,
			 const struct pack_record *record) MUST_USE;
enum status load_record_ref(struct loading *loading, const struct yaml_node *node,
			    const struct pack_record **out) MUST_USE;
enum status load_field_ref(struct loading *loading, const struct yaml_node *node,
			   const struct pack_record *record, struct text name,
			   const struct pack_field **out) MUST_USE;
enum status load_fact(struct loading *loading, const struct yaml_node *node,
		      struct pack_fact *out) MUST_USE;
enum status load_grade(struct loading *loading, const struct yaml_node *node,
		       const struct pack_grade **out) MUST_USE;
/* Who may do a step. */
/* A list of roles by name; NULL: none. */
enum status load_step_roles(struct loading *loading, const struct yaml_node *list,
			    struct pack_step *out) MUST_USE;
enum status load_step(struct loading *loading, const struct yaml_node *node,
		      struct pack_step *out) MUST_USE;
/* Questions that a person answers; NULL gives none. */
enum status load_judgements(struct loading *loading, const struct yaml_node *table,
			    const struct pack_judgement **out, size_t *out_count) MUST_USE;
/* The FEEL text at `node`, asked of a record of type `about`; NULL node gives NULL. What it names
 * is checked here, the text itself when all are there. */
enum status load_condition(struct loading *loading, const struct yaml_node *node,
			   const struct pack_record *about,
			   const struct pack_condition **out) MUST_USE;
/* The same of a step: it sees `form`. */
enum status load_step_condition(struct loading *loading, const struct yaml_node *node,
				const struct pack_record *about,
				const struct pack_condition **out) MUST_USE;
/* When every part is loaded: do they compile? */
enum status load_check_conditions(struct loading *loading) MUST_USE;
/* The calendar duration at `node`; NULL node gives null. */
enum status load_period(struct loading *loading, const struct yaml_node *node,
			dmn_value *out) MUST_USE;
/* The period at `key`, from a second to a year, in seconds; 0 when it is not given. */
enum status load_seconds(struct loading *loading, const struct yaml_node *map, const char *key,
			 int64_t *out) MUST_USE;
/* The date at `key`, or null. */
enum status load_date(struct loading *loading, const struct yaml_node *map, const char *key,
		      dmn_value *out) MUST_USE;

/* Words of the closed lists, by enum. */
extern const char *const pack_type_words[];
extern const char *const pack_sensitivity_words[];
extern const char *const pack_direction_words[];
extern const char *const pack_action_words[];
extern const char *const pack_letter_kind_words[];
extern const char *const pack_unmatched_words[];
extern const char *const pack_format_words[];
extern const char *const pack_conflict_words[];

#endif
