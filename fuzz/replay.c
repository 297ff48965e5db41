/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a fuzz target over every file of the folders given: corpora and past crashes as ordinary
 * tests, under any compiler. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

static int replay_file(const char *path)
{
	struct stat about;
	if (stat(path, &about) != 0 || !S_ISREG(about.st_mode))
		return 0;
	FILE *file = fopen(path, "rbe");
	if (file == NULL)
		return 0;
	fseek(file, 0, SEEK_END);
	long size = ftell(file);
	rewind(file);
	/* Exactly as many bytes as there are, so that a read past the end is seen. */
	uint8_t *bytes = malloc(size > 0 ? (size_t)size : 1);
	size_t got = bytes != NULL && size > 0 ? fread(bytes, 1, (size_t)size, file) : 0;
	fclose(file);
	LLVMFuzzerTestOneInput(bytes, got);
	free(bytes);
	return 1;
}

int main(int argc, char **argv)
{
	int count = 0;
	for (int i = 1; i < argc; i++) {
		DIR *folder = opendir(argv[i]);
		const struct dirent *entry;
		while (folder != NULL && (entry = readdir(folder)) != NULL) {
			char path[1024];
			if (entry->d_name[0] == '.')
				continue;
			snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
			count += replay_file(path);
		}
		if (folder != NULL)
			closedir(folder);
	}
	printf("%d passed, 0 failed\n", count);
	return count == 0;
}
