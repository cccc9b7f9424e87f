// Lamplighter (点灯人) is a desktop application for the customer service of a
// county power-supply company. This file introduces the rooms to each other:
// it builds everything once, top to bottom, and runs.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"lamplighter/screens/words"
)

// version is what this build calls itself; FyneApp.toml says the same.
const version = "0.1.0"

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program: a window, or one command without a window.
func run(args []string, out, errOut io.Writer) int {
	prefs := openPreferences()
	if len(args) > 0 {
		if command, known := commands[args[0]]; known {
			return runCommand(context.Background(), command, args, prefs, out, errOut)
		}
	}
	flags := flag.NewFlagSet("lamplighter", flag.ContinueOnError)
	flags.SetOutput(errOut)
	flags.Usage = func() { usage(errOut, flags) }
	file := flags.String("file", "", "the file to open; else the one opened last")
	language := flags.String("lang", "", "zh or en, for this start")
	demo := flags.Bool("demo", false, "open invented sample records")
	told := flags.Bool("version", false, "say the version and end")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	switch {
	case *told:
		_, _ = fmt.Fprintln(out, "lamplighter", version)
		return 0
	case flags.NArg() > 0:
		usage(errOut, flags)
		return 2
	}
	if *language != "" {
		prefs.override("language", *language)
	}
	if *file != "" {
		prefs.override("file", absolute(*file))
	}
	return window(prefs, *demo, errOut)
}

func usage(w io.Writer, flags *flag.FlagSet) {
	_, _ = fmt.Fprintln(w, "lamplighter [-file FILE] [-lang zh|en] [-demo]")
	for _, name := range commandNames() {
		_, _ = fmt.Fprintln(w, "lamplighter", name, commands[name].usage)
	}
	flags.PrintDefaults()
}

func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

// speak chooses the language of all sentences.
func speak(prefs *preferences) error {
	language := prefs.Get("language")
	if language != words.English {
		language = words.Chinese
	}
	return words.Use(language)
}
