//go:build !windows

package main

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"time"
)

// soon is how long a viewer's starter has to say that it has none; some stay
// as long as the viewer is open.
const soon = 2 * time.Second

// view shows a file with the system's viewer.
func view(path string) error {
	starter := "xdg-open"
	if runtime.GOOS == "darwin" {
		starter = "open"
	}
	cmd := exec.Command(starter, path)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("view paper: %w", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("view paper: %w", err)
		}
	case <-time.After(soon):
	}
	return nil
}

// printer sends a file to the default printer through CUPS; nil where that is
// not installed.
func printer() func(context.Context, string) error {
	lp, err := exec.LookPath("lp")
	if err != nil {
		return nil
	}
	return func(ctx context.Context, path string) error {
		if err := exec.CommandContext(ctx, lp, "--", path).Run(); err != nil {
			return fmt.Errorf("print paper: %w", err)
		}
		return nil
	}
}
