/* SPDX-License-Identifier: Apache-2.0 */
/* The program: find the command, call it, print its error, give its exit code. */
#include "cli/command.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct frame {
	struct command_call *call;
	struct error *error;
	enum status status;
};

static void body(void *user)
{
	struct frame *frame = user;
	frame->status = frame->call->command->function(frame->call, frame->error);
}

static void print_error(const struct error *error)
{
	(void)fflush(stdout); /* where both are one file, what was said before stands before */
	fprintf(stderr, "remit: %s\n", error->message);
	if (error->file[0] != '\0') {
		fprintf(stderr, "  in %s", error->file);
		if (error->row != 0)
			fprintf(stderr, ", row %u", error->row);
		if (error->column != 0)
			fprintf(stderr, ", column %u", error->column);
		if (error->field[0] != '\0')
			fprintf(stderr, ", field %s", error->field);
		fputc('\n', stderr);
	}
	if (error->remedy[0] != '\0')
		fprintf(stderr, "  %s\n", error->remedy);
}

static enum status run(struct command_call *call, struct error *error)
{
	struct frame frame = { call, error, STATUS_OK };
	enum status left = boundary_run(call->arena, body, &frame, error);
	enum status status = left != STATUS_OK ? left : frame.status;
	errno = 0;
	if (status == STATUS_OK && (fflush(call->out) != 0 || ferror(call->out)))
		status =
			error_set(error, STATUS_IO, "cannot write the answer: %s", strerror(errno));
	return status;
}

/* A first word that only begins commands of two words names those. */
static void print_unknown(const char *word)
{
	size_t count;
	const struct command *commands = command_table(&count);
	size_t length = strlen(word);
	bool found = false;
	fprintf(stderr, "remit: there is no command '%s'\n", word);
	for (size_t i = 0; i < count; i++) {
		if (strncmp(commands[i].name, word, length) != 0 || commands[i].name[length] != ' ')
			continue;
		fprintf(stderr, "  remit %s %s\n", commands[i].name, commands[i].usage);
		found = true;
	}
	if (!found)
		fputs("  'remit help' lists them\n", stderr);
}

static bool asks_for_help(int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		if (strcmp(argv[i], "--help") == 0)
			return true;
	return false;
}

static int written(FILE *out)
{
	bool whole = fflush(out) == 0 && !ferror(out);
	return whole ? EXIT_SUCCESS : status_exit_code(STATUS_IO);
}

int main(int argc, char **argv)
{
	struct error error = { 0 };
	int taken;
	signal(SIGXFSZ, SIG_IGN); /* a file that grows too big is an error, not the end */
	if (argc < 2 || strcmp(argv[1], "--help") == 0) {
		command_print_help(argc < 2 ? stderr : stdout);
		return argc < 2 ? status_exit_code(STATUS_USAGE) : written(stdout);
	}
	const struct command *command = command_find(argc - 1, argv + 1, &taken);
	if (command == NULL) {
		print_unknown(argv[1]);
		return status_exit_code(STATUS_USAGE);
	}
	if (asks_for_help(argc - 1 - taken, argv + 1 + taken)) {
		printf("remit %s %s\n\n%s\n", command->name, command->usage, command->help);
		return written(stdout);
	}
	struct arena *arena = arena_new(0);
	if (arena == NULL)
		return status_exit_code(STATUS_LIMIT);
	struct command_call call = { .command = command,
				     .argc = argc - 1 - taken,
				     .argv = argv + 1 + taken,
				     .arena = arena,
				     .out = stdout,
				     .notes = stderr };
	enum status status = run(&call, &error);
	if (status != STATUS_OK)
		print_error(&error);
	arena_free(arena);
	return status_exit_code(status);
}
