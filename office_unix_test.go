//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// program puts a program of that name, and no other, where programs are found.
func program(t *testing.T, name, script string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	if name != "" {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", folder)
	return folder
}

func starter() string {
	if runtime.GOOS == "darwin" {
		return "open"
	}
	return "xdg-open"
}

func TestASystemWithoutAViewerIsNoticed(t *testing.T) {
	for name, script := range map[string]string{starter(): "exit 3", "": ""} {
		program(t, name, script)
		if err := view("a.pdf"); err == nil {
			t.Errorf("with %q nothing was noticed", name)
		}
	}
}

func TestAPaperIsHandedToTheViewer(t *testing.T) {
	folder := program(t, starter(), `echo "$1" > "${0%/*}/got"`)
	if err := view("some paper.pdf"); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(folder, "got")); err != nil || strings.TrimSpace(string(got)) != "some paper.pdf" {
		t.Errorf("the viewer got %q: %v", got, err)
	}
}

func TestAPaperIsHandedToThePrinter(t *testing.T) {
	folder := program(t, "lp", `echo "$2" > "${0%/*}/got"`)
	if err := printer()(t.Context(), "some paper.pdf"); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(folder, "got")); err != nil || strings.TrimSpace(string(got)) != "some paper.pdf" {
		t.Errorf("the printer got %q: %v", got, err)
	}
	program(t, "lp", "exit 1")
	if err := printer()(t.Context(), "a.pdf"); err == nil {
		t.Error("a printer that is not there was not noticed")
	}
	program(t, "", "")
	if printer() != nil {
		t.Error("a system without a print queue offers to print")
	}
}
