# syntax=docker/dockerfile:1
# MediaPipeline, alone or as a silo of a cluster: docker build -t mediapipeline .
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
# Machine code ahead of time: it starts faster and takes longer to build.
ARG PublishReadyToRun=true
ARG TARGETARCH=amd64
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/Silo/MediaPipeline.Silo.csproj -c Release -r "linux-$([ "$TARGETARCH" = arm64 ] && echo arm64 || echo x64)" \
      --self-contained false -o /app -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -p:NuGetAudit=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble
# curl asks after its health.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && mkdir -p /data /cache \
    && chown "$APP_UID" /data /cache
WORKDIR /app
COPY --from=build /app .
# The image's user "app" (1654): volumes mounted here must be writable for it, pictures readable.
USER $APP_UID
VOLUME ["/data"]
EXPOSE 5080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:5080/health/ready"]
# Its children are ended with it, and SIGTERM lets it put things down: give it 45 s.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/mediapipeline"]
CMD ["--serve", "--urls", "http://0.0.0.0:5080", "--data", "/data"]
