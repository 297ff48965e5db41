/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/feel_shell.h"

#include "base/list.h"
#include "cli/engine_print.h"

#include <editline/readline.h>
#include <locale.h>
#include <stdlib.h>

struct shell {
	struct command_call *call;
	const struct dmn_host *host;
	struct {
		LIST_OF(const char *);
	} names;
	struct {
		LIST_OF(dmn_value);
	} values; /* by the index of the name */
};

static const char *const help_lines[] = {
	"  1 + 2                evaluate an expression",
	"  Monthly income = 2400    bind a variable; its name may have spaces",
	"  (a = 1)              compare: in parentheses, so that it binds nothing",
	"  :help                this list",
	"  :quit                leave (or Ctrl-D)",
	"The language: docs/feel.md. Functions: docs/functions.md.",
};

static bool is_keyword(struct text word)
{
	static const char *const keywords[] = { "if",	   "then",    "else",  "for",
						"return",  "some",    "every", "satisfies",
						"and",	   "or",      "in",    "function",
						"between", "instance" };
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (text_is(word, keywords[i]))
			return true;
	return false;
}

static bool is_word_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '_' || (unsigned char)byte >= 0x80;
}

/* Words apart by single spaces, none of them FEEL's own, and not a number at the front. */
static bool is_name(struct text text)
{
	if (text.length == 0 || (text.at[0] >= '0' && text.at[0] <= '9'))
		return false;
	struct text rest = text;
	while (rest.length != 0) {
		struct text word = text_cut(rest, ' ', &rest);
		for (size_t i = 0; i < word.length; i++)
			if (!is_word_byte(word.at[i]))
				return false;
		if (word.length == 0 || is_keyword(word))
			return false;
	}
	return true;
}

/* `name = expression`: the name, and *expression what follows; else an empty text. */
static struct text binding_of(struct text line, struct text *expression)
{
	size_t at = text_find(line, TEXT("="), 0);
	if (at == SIZE_MAX)
		return TEXT("");
	struct text name = text_trim(text_slice(line, 0, at));
	*expression = text_trim(text_slice(line, at + 1, line.length));
	return is_name(name) ? name : TEXT("");
}

static void bind(struct shell *shell, const char *name, dmn_value value)
{
	for (size_t i = 0; i < shell->names.count; i++) {
		if (!text_equal(text_from(shell->names.at[i]), text_from(name)))
			continue;
		shell->values.at[i] = value;
		return;
	}
	list_push(shell->call->arena, &shell->names, name);
	list_push(shell->call->arena, &shell->values, value);
}

/* The text is copied: a function that is bound points into it. */
static dmn_value evaluate(struct shell *shell, struct text text)
{
	struct arena *arena = shell->call->arena;
	struct text copy = text_copy(arena, text);
	dmn_value context =
		dmn_context(arena, shell->names.at, shell->values.at, shell->names.count);
	dmn_value value = dmn_feel(shell->host, arena, copy.at, copy.length, context, false);
	print_value(shell->call, value, false);
	fflush(shell->call->out);
	print_value_problems(shell->call, value);
	return value;
}

/* A null with a problem is not bound: it was not meant. */
static void evaluate_line(struct shell *shell, struct text line)
{
	struct text expression = line;
	struct text name = binding_of(line, &expression);
	if (name.length == 0) {
		evaluate(shell, line);
		return;
	}
	dmn_value value = evaluate(shell, expression);
	if (dmn_problem_of(value) == NULL)
		bind(shell, text_c(shell->call->arena, name), value);
}

static void print_help(struct shell *shell)
{
	for (size_t i = 0; i < sizeof help_lines / sizeof *help_lines; i++)
		fprintf(shell->call->out, "%s\n", help_lines[i]);
}

/* False when the line ends the session. */
static bool take_line(struct shell *shell, struct text line)
{
	if (line.length == 0)
		return true;
	if (text_is(line, ":quit"))
		return false;
	if (text_is(line, ":help"))
		print_help(shell);
	else if (line.at[0] == ':')
		fprintf(shell->call->notes, "there is no '%.*s'; :help lists what there is\n",
			TEXT_ARG(line));
	else
		evaluate_line(shell, line);
	return true;
}

static void bind_context(struct shell *shell, dmn_value context)
{
	for (size_t i = 0; i < dmn_context_count(context); i++) {
		struct text name;
		dmn_value value = dmn_context_at(context, i, &name.at, &name.length);
		bind(shell, text_c(shell->call->arena, name), value);
	}
}

enum status feel_shell(struct command_call *call, const struct dmn_host *host, dmn_value context,
		       struct error *error)
{
	struct shell shell = { .call = call, .host = host };
	(void)error;
	/* The editor reads characters by the locale; nothing else here does. */
	if (setlocale(LC_CTYPE, "") == NULL || MB_CUR_MAX == 1)
		setlocale(LC_CTYPE, "C.UTF-8");
	bind_context(&shell, context);
	fprintf(call->out, "remit %s, FEEL; :help, :quit\n", dmn_version());
	bool goes_on = true;
	while (goes_on) {
		fflush(call->out);
		fflush(call->notes);
		char *line = readline("feel> ");
		if (line == NULL)
			break;
		struct text text = text_trim(text_from(line));
		if (text.length != 0)
			add_history(line);
		goes_on = take_line(&shell, text);
		free(line);
	}
	if (goes_on)
		fputc('\n', call->out);
	clear_history();
	return STATUS_OK;
}
