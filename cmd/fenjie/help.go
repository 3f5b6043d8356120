package main

import "github.com/spf13/cobra"

func translateHelp(root *cobra.Command) {}
