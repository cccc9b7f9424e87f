//go:build !windows && !darwin

package main

import "os"

// noSystemFont keeps Fyne from reading the system's font of the system's
// language beside ours, once for each weight, until the answer is called: a
// Chinese one takes 20 MB and draws nothing that ours does not. Fyne asks for a
// language by this variable and finds no font that writes Santali, or a small
// one. Characters that ours lacks are looked for in all fonts as before.
func noSystemFont() (again func()) {
	const name = "LANGUAGE"
	was, set := os.LookupEnv(name)
	_ = os.Setenv(name, "sat")
	return func() {
		if set {
			_ = os.Setenv(name, was)
		} else {
			_ = os.Unsetenv(name)
		}
	}
}
