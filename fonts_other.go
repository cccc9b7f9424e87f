//go:build windows || darwin

package main

// noSystemFont changes nothing where no variable tells the language.
func noSystemFont() (again func()) { return func() {} }
