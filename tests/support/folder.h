/* SPDX-License-Identifier: Apache-2.0 */
#ifndef REMIT_TESTS_FOLDER_H
#define REMIT_TESTS_FOLDER_H

/* Remove a test's temporary folder and all in it. */
void test_folder_remove(const char *path);

#endif
