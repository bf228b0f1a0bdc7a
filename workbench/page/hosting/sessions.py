"""What gradio keeps of each session, held within bounds."""

import gradio as gr

# Gradio's own copy of the page for each session, some 170 KB; the visit holds all that matters.
MOST_SESSIONS = 200


async def forget(blocks: gr.Blocks, request: gr.Request) -> None:
    """Lets go of what gradio kept of this session's earlier outputs.

    For an output that is skipped, gradio 6.31 makes the component anew under a number of its own
    (`Blocks.postprocess_data`), and its session keeps the last value of each: 0.2 MB a run of an
    article of nine sentences. Only the page's own components are ever asked for again.
    Not in a thread of its own, where it could come between two of gradio's steps on the session.
    """
    session = blocks.app.state_holder.session_data.get(request.session_hash or "")
    if session is None:
        return
    for kept in (session.config_values, session.blocks_config.blocks):
        for number in kept.keys() - blocks.blocks.keys():
            kept.pop(number, None)
