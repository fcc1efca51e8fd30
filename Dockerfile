# Any Debian 12 image with apt-get will do; the mirror of your choice is set by BASE.
ARG BASE=debian:12-slim

FROM ${BASE} AS build
RUN apt-get update -q && apt-get install -qy --no-install-recommends python3 python3-venv python3-pip
WORKDIR /build
COPY lock/run.txt lock/run.txt
RUN python3 -m venv /opt/woo-redact \
 && /opt/woo-redact/bin/pip install --no-cache-dir --require-hashes -r lock/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY models models
COPY src src
# A wheel and not an editable install: the image must not depend on the build folder.
RUN /opt/woo-redact/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM ${BASE}
RUN apt-get update -q \
 && apt-get install -qy --no-install-recommends python3 tesseract-ocr tesseract-ocr-nld \
 && rm -rf /var/lib/apt/lists/* \
 # Not root: a document that breaks out of a parser finds nothing to write to.
 && useradd --uid 10001 --create-home --home-dir /work woo
COPY --from=build /opt/woo-redact /opt/woo-redact
ENV PATH=/opt/woo-redact/bin:$PATH \
    PYTHONUTF8=1 \
    OMP_NUM_THREADS=1
USER 10001
WORKDIR /work
# Nothing is fetched at run time: `docker run --network none` works.
ENTRYPOINT ["woo-redact"]
CMD ["--help"]
