# Twins of `./run WORD`, for fingers that type make.
.PHONY: help demo test lint bench bench-reading docs fix stories
help demo test lint bench bench-reading docs fix stories:
	@./run $@
