package main

import (
	"context"
	"fmt"

	"golang.org/x/sys/windows"
)

// view shows a file with the program that opens its kind.
func view(path string) error { return shell("open", path, windows.SW_SHOWNORMAL) }

// printer lets the program that opens PDF files print one. Windows tells us
// when there is none; whether a printer is ready, that program tells.
func printer() func(context.Context, string) error {
	return func(_ context.Context, path string) error { return shell("print", path, windows.SW_HIDE) }
}

func shell(verb, path string, show int32) error {
	v, err := windows.UTF16PtrFromString(verb)
	if err != nil {
		return err
	}
	file, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	if err := windows.ShellExecute(0, v, file, nil, nil, show); err != nil {
		return fmt.Errorf("%s paper: %w", verb, err)
	}
	return nil
}
