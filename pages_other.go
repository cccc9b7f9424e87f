//go:build !linux

package main

// letGo leaves it to the system when the memory behind built-in bytes is given
// back.
func letGo([]byte) {}

// letCodeGo leaves it to the system, too.
func letCodeGo() {}
