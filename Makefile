# Twins of `./run WORD`, for fingers that type make.
.PHONY: help demo test lint bench docs fix stories
help demo test lint bench docs fix stories:
	@./run $@
