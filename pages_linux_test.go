package main

import (
	"crypto/sha256"
	"testing"

	"lamplighter/assets"
)

func TestFontsAreTheSameAfterTheirMemoryWasLetGo(t *testing.T) {
	font := assets.FontRegular()
	before := sha256.Sum256(font)
	letGo(font)
	letGo(font[:10]) // less than a page
	letGo(nil)
	if sha256.Sum256(font) != before {
		t.Error("the font has changed")
	}
}
