/* SPDX-License-Identifier: Apache-2.0 */
/* An evaluation's inside. An instance holds the values of all elements for one set of inputs: the
 * evaluation's own, and one more for each call of a decision service, whose inputs stand in for
 * the elements of the same name (DMN 1.5 10.4). */
#ifndef REMIT_DMN_INSTANCE_H
#define REMIT_DMN_INSTANCE_H

#include "dmn/model.h"
#include "feel/evaluate.h"

enum value_state {
	VALUE_ABSENT,
	VALUE_IN_PROGRESS,
	VALUE_PRESENT
};

struct instance {
	struct dmn_evaluation *evaluation;
	dmn_value *values;     /* by element index */
	unsigned char *states; /* enum value_state */
};

struct step_list {
	LIST_OF(struct dmn_step);
};

struct rule_list {
	LIST_OF(unsigned); /* from 1 */
};

/* Who is told what an evaluation does while it does it (the room explain). What it is given lives
 * in the evaluation's arena. An evaluation that is left at a limit leaves without a word. */
struct observer {
	void *user;
	/* The logic of a decision begins, or a call of a business knowledge model or a service with
	 * its arguments (NULL for a decision). */
	void (*enter)(void *user, struct instance *instance, const struct element *element,
		      const dmn_value *arguments);
	void (*leave)(void *user, const struct element *element, dmn_value result);
	void (*table)(void *user, struct instance *instance, const struct table *table,
		      const struct frame *frame, const struct rule_list *matched, dmn_value result);
};

struct dmn_evaluation {
	const struct dmn_model *model;
	struct arena *arena;
	struct run run;
	struct instance root; /* kept from one set of inputs to the next */
	size_t root_count;    /* elements that it has room for */
	bool is_tracing;
	struct step_list steps;
	const struct observer *observer; /* or NULL */
	struct dmn_evaluation *spare;	 /* for trying other inputs; NULL until it is needed */
};

struct instance *instance_new(struct dmn_evaluation *evaluation);

/* Compute what is not there yet. */
dmn_value instance_compute(struct instance *instance, const struct element *element);

/* The same where that takes no more than a look at a table's index: no frame, no arena, no
 * boundary. False where it takes more. */
bool instance_answer(struct instance *instance, const struct element *element, dmn_value *out);

/* The value of a decision or input, or a function value for a BKM or service. */
static inline dmn_value instance_value(struct instance *instance, const struct element *element)
{
	if (instance->states[element->index] == VALUE_PRESENT)
		return instance->values[element->index];
	return instance_compute(instance, element);
}

/* boxed.c */
dmn_value boxed_evaluate(struct instance *instance, const struct boxed *boxed,
			 const struct frame *frame);
dmn_value expression_evaluate(struct instance *instance, const struct expression *expression,
			      const struct frame *frame);

/* Does somebody want to know which rules matched? */
static inline bool instance_is_watched(const struct instance *instance)
{
	return instance->evaluation->is_tracing || instance->evaluation->observer != NULL;
}

/* table.c: the result, and in *matched the rules that gave it (for the trace and the observer). */
dmn_value table_evaluate(struct instance *instance, const struct table *table,
			 const struct frame *frame, struct rule_list *matched);
/* Where a value stands in the output values: 0 is the highest priority. */
size_t table_output_rank(struct run *run, const struct table_output *output, dmn_value value,
			 const struct frame *outer);
/* What output entries come to: the only one, or a context of them. */
dmn_value table_answer(struct arena *arena, const struct table *table, const dmn_value *columns);

/* service.c */
dmn_value service_call(struct instance *caller, const struct element *service,
		       const dmn_value *arguments);

#endif
