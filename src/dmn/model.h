/* SPDX-License-Identifier: Apache-2.0 */
/* A model as it is loaded and compiled: plain structs. Built by load_*.c and compile_*.c, then
 * immutable, and shared by all evaluations. */
#ifndef REMIT_DMN_MODEL_H
#define REMIT_DMN_MODEL_H

#include "base/intern.h"
#include "base/list.h"
#include "base/map.h"
#include "feel/ast.h"
#include "feel/parser.h"
#include "feel/run.h"
#include "format/xml.h"

struct element;
struct boxed;
struct model_file;

/* ---- logic ----------------------------------------------------------- */

enum hit_policy {
	HIT_UNIQUE,
	HIT_ANY,
	HIT_PRIORITY,
	HIT_FIRST,
	HIT_RULE_ORDER,
	HIT_OUTPUT_ORDER,
	HIT_COLLECT,
	HIT_POLICY_COUNT
};
enum aggregation {
	AGGREGATE_NONE,
	AGGREGATE_SUM,
	AGGREGATE_MIN,
	AGGREGATE_MAX,
	AGGREGATE_COUNT,
	AGGREGATION_COUNT
};

/* A FEEL text compiled: its tree, and where it stands, for problems. */
struct expression {
	const struct node *root; /* NULL: it did not parse; `trouble` says why */
	const struct dmn_problem *trouble;
	struct place place;
};

struct table_input {
	struct expression value;
	unsigned slot; /* of the frame plus one, where the expression is no more than that; or 0 */
	struct text label;
	const struct type *type;    /* or NULL */
	uint32_t plain_kinds;	    /* type_plain_kinds of it */
	const struct node *allowed; /* input values as tests, or NULL */
	struct text allowed_text;
};

struct table_output {
	struct text name; /* empty for the only output */
	const struct type *type;
	const struct node *allowed; /* output values: a check, and the priority order */
	struct text allowed_text;
	struct expression fallback; /* default output entry; root NULL and no trouble: none */
};

struct table_rule {
	struct expression *tests;   /* one an input */
	struct expression *outputs; /* one an output */
	const char *note;	    /* annotations joined by "; " */
	const dmn_value *constants; /* its output entries, where all are known, or NULL */
	dmn_value answer;	    /* what they come to, where they are known */
};

struct table_index; /* table_index.h: the fast path */

struct table {
	struct text id;
	enum hit_policy policy;
	enum aggregation aggregation;
	struct table_input *inputs;
	size_t input_count;
	struct table_output *outputs;
	size_t output_count;
	struct table_rule *rules;
	size_t rule_count;
	const struct table_index *index; /* NULL: every cell is tested */
	bool is_constant;		 /* all rules have constants */
	bool is_whole;			 /* table_index_is_whole */
	const unsigned *slots;		 /* of such a table, input by input */
};

enum boxed_kind {
	BOXED_LITERAL,
	BOXED_TABLE,
	BOXED_CONTEXT,	  /* parts with names and types; a last part without a name is the result */
	BOXED_INVOCATION, /* expression the callee; parts with names the bindings */
	BOXED_FUNCTION,	  /* parameters; parts[0] the body */
	BOXED_LIST,
	BOXED_RELATION,	   /* names the columns; parts row by row */
	BOXED_CONDITIONAL, /* parts: if, then, else */
	BOXED_FILTER,	   /* parts[0] in; parts[1] match, in an item scope */
	BOXED_FOR,	   /* parts[0] in; parts[1] return; names[0] the iterator */
	BOXED_SOME,
	BOXED_EVERY,
	BOXED_KIND_COUNT
};

/* names.c: in the specification's words. */
extern const char *const hit_policy_names[HIT_POLICY_COUNT];
extern const char *const aggregation_names[AGGREGATION_COUNT];
extern const char *const boxed_names[BOXED_KIND_COUNT];

enum function_language {
	LANGUAGE_FEEL,
	LANGUAGE_JAVA,
	LANGUAGE_OTHER
};

struct boxed {
	enum boxed_kind kind;
	struct expression expression;
	const struct table *table;
	struct boxed **parts;
	struct text *names;
	const struct type **types;
	size_t part_count;
	size_t name_count;
	struct parameter *parameters;
	size_t parameter_count;
	enum function_language language;
	bool is_two_valued;		   /* a file of B-FEEL */
	const struct dmn_problem *trouble; /* why it cannot be evaluated, or NULL */
	const struct type *type;	   /* typeRef of the expression itself, or NULL */
	struct place place;
};

/* ---- elements -------------------------------------------------------- */

struct element_list {
	LIST_OF(struct element *);
};

/* A required element under the name by which the requirer's texts call it. */
struct requirement {
	struct text name;
	struct element *element;
};

struct element {
	enum dmn_element_kind kind;
	size_t index; /* in the model's elements */
	struct text id;
	struct text name;
	const char *name_c; /* the same, NUL-ended */
	const struct model_file *file;
	const struct xml_element *source;
	const struct type *type;
	uint32_t plain_kinds; /* type_plain_kinds of it */
	struct text type_name;
	struct text variable_name; /* where it is another than the element's own, or empty */
	struct {
		LIST_OF(struct requirement);
	} requirements;			   /* slots of the root scope */
	const struct dmn_problem *missing; /* of input data: why it is null when it is not given */
	const struct table *whole;	   /* of a decision that its table's index alone answers */
	const unsigned *whole_at;	   /* the elements that are its inputs, by index */
	struct boxed *logic;	      /* NULL: input data, a service, or a decision without logic */
	struct parameter *parameters; /* of a BKM or service */
	size_t parameter_count;
	const struct type *result; /* of a BKM's or service's function */
	/* service */
	struct element_list outputs;
	struct element_list encapsulated;
	struct element_list input_decisions;
	struct element_list input_data;
};

struct import {
	unsigned line;
	struct text name;
	struct text namespace_uri;
	const struct model_file *file; /* NULL when it is not among the files added */
};

struct named_type {
	struct text name;
	const struct xml_element *source;
	struct type *type;
	bool is_filled; /* or being filled: definitions may lead back to themselves */
};

struct model_file {
	const char *file;
	struct text name;
	struct text namespace_uri;
	const struct xml_element *root;
	struct {
		LIST_OF(struct import);
	} imports;
	struct {
		LIST_OF(struct named_type);
	} types;
	struct map elements_by_id;
	struct map type_index; /* name -> struct named_type index + 1 */
};

struct dmn_model {
	struct arena *arena;
	struct dmn_host host;
	struct run run; /* for compile-time problems */
	struct vocabulary vocabulary;
	struct {
		LIST_OF(struct model_file *);
	} files;
	struct element_list elements;
	struct intern names;		     /* as the main file calls the elements */
	const struct element **named;	     /* by their number in `names` */
	const char *name;		     /* of the main file, NUL-ended */
	const struct dmn_element *described; /* the elements as dmn.h tells them */
	size_t described_count;
	bool is_compiled;
	bool is_out_of_memory;
};

/* load.c: one file's XML to a model_file with its elements, nothing compiled. */
enum status model_load_file(struct dmn_model *model, const char *file, struct text xml,
			    struct error *error) MUST_USE;
/* link.c: imports, requirements, services. */
void model_link(struct dmn_model *model);
/* element_names.c: the element as the main file would call it: its own by name, an imported one by
 * "import.name", or by its bare name where only one has it; NULL when there is none. */
const struct element *model_element_named(const struct dmn_model *model, struct text name);
/* types.c: the type that a typeRef names, or NULL (with a problem when it names none). */
const struct type *model_type(struct dmn_model *model, const struct model_file *file,
			      struct text type_ref, const char *where, unsigned line);
void model_compile_types(struct dmn_model *model);
/* element_names.c: `names`, of the elements as they are now. */
void model_name_elements(struct dmn_model *model);
/* compile_element.c, and compile.c for what is boxed: the logic of every element. */
void model_compile_logic(struct dmn_model *model);
/* Compile one FEEL text. */
struct expression model_expression(struct dmn_model *model, const struct element *element,
				   const struct scope *scope, struct text source, bool tests);
/* compile_table.c */
const struct table *model_compile_table(struct dmn_model *model, const struct element *element,
					const struct scope *scope,
					const struct xml_element *source);

/* An error about the model itself, or a warning, at a line of the file. */
void model_warning(struct dmn_model *model, const struct model_file *file, const char *element,
		   unsigned line, enum problem_code code, const char *format, ...)
	PRINTF_LIKE(6, 7);
void model_problem(struct dmn_model *model, const struct model_file *file, const char *element,
		   unsigned line, enum problem_code code, const char *format, ...)
	PRINTF_LIKE(6, 7);

#endif
