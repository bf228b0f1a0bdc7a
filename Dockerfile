# The page for a machine of one's own; how to build and use it: docs/hosting.md.
FROM python:3.12-slim-bookworm

# An index of packages that has torch for the CPU alone. Without it pip's usual one is asked, whose
# torch comes with several gigabytes for CUDA.
ARG TORCH_INDEX=

WORKDIR /app
COPY requirements.txt ./
RUN if [ -n "$TORCH_INDEX" ]; then \
      pip install --no-cache-dir --index-url "$TORCH_INDEX" "$(grep '^torch' requirements.txt)"; \
    fi \
    && pip install --no-cache-dir --requirement requirements.txt

COPY app.py models.yaml ./
COPY workbench ./workbench
RUN python -m compileall -q workbench \
    && useradd --create-home --uid 1000 workbench \
    && install --directory --owner workbench /models

# Models and what is made of them outlive the container; what visitors had translated is in
# WORKBENCH_CACHE and WORKBENCH_DATA only where page.shared_memory says so.
ENV HF_HOME=/models/huggingface \
    WORKBENCH_CACHE=/models/workbench \
    WORKBENCH_DATA=/models/data \
    GRADIO_SERVER_NAME=0.0.0.0 \
    GRADIO_SERVER_PORT=7860 \
    PYTHONUNBUFFERED=1
USER workbench
VOLUME /models
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:7860/', timeout=8)"]
CMD ["python", "app.py"]
