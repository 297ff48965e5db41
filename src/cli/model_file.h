/* SPDX-License-Identifier: Apache-2.0 */
/* Models and their inputs from files, for the commands of the engine. */
#ifndef REMIT_CLI_MODEL_FILE_H
#define REMIT_CLI_MODEL_FILE_H

#include "app/engine_host.h"
#include "cli/options.h"

/* A new model of the files, the first the main one, compiled. The host must outlive it; free it
 * with dmn_model_free. */
enum status model_file_load(struct command_call *call, struct engine_host *engine,
			    const struct option_words *files, struct dmn_model **out,
			    struct error *error) MUST_USE;
/* The same, and the problems that it has go to standard error. */
enum status model_file_open(struct command_call *call, struct engine_host *engine,
			    const struct option_words *files, struct dmn_model **out,
			    struct error *error) MUST_USE;
/* The element of that name, a qualified one's too; the error names the decisions there are. */
enum status model_file_element(const struct dmn_model *model, const char *name,
			       struct dmn_element *out, struct error *error) MUST_USE;
/* Inputs of what is asked: a JSON object as it stands, or the name of a file that holds one; NULL:
 * null. Names that the model has not are told on standard error; those for a business knowledge
 * model are of its parameters. */
enum status model_file_inputs(struct command_call *call, const struct dmn_model *model,
			      const struct dmn_element *asked, const char *given, dmn_value *out,
			      struct error *error) MUST_USE;

#endif
