using System.Text.Json.Serialization;
using MediaPipeline.Api.Access;
using MediaPipeline.Api.Drawings;
using MediaPipeline.Api.Images;
using MediaPipeline.Api.Jobs;
using MediaPipeline.Api.Metrics;
using MediaPipeline.Api.OpenApi;
using MediaPipeline.Api.Items;
using MediaPipeline.Api.Requests;
using MediaPipeline.Api.Problems;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Api;

/// <summary>Registers the API.</summary>
public static class ApiServices
{
    private const string KeyVariable = "MEDIAPIPELINE_API_KEY";

    /// <summary>
    /// Everything that the endpoints need, except what other assemblies register: the grain factory, the reading ports, the drawer,
    /// the key store and the health checks.
    /// Options are read from the section <c>Access</c>; the environment variable <c>MEDIAPIPELINE_API_KEY</c> stands in for <c>Access:ApiKey</c>.
    /// Must be called after the key store is registered, which must have started when the addresses are checked.
    /// </summary>
    public static IServiceCollection AddMediaPipelineApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHealthChecks();
        services.AddAccess(configuration);
        services.AddApiDescription();
        services.TryAddSingleton<ItemKinds>();
        services.TryAddSingleton<ItemFilters>();
        services.TryAddSingleton<ItemCommands>();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.TryAddSingleton<PictureFiles>();
        services.TryAddSingleton<DrawnTiles>();
        services.TryAddSingleton<DrawnPictures>();
        services.TryAddSingleton<JobTypes>();
        services.TryAddSingleton<JobFilters>();
        services.AddPrometheusMetrics();
        services.Configure<JsonOptions>(ConfigureJson);
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    private static void AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section)).ValidateOnStart()
            .Configure(options => options.ApiKey = Chosen(options.ApiKey, configuration[KeyVariable]));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, QueryLogging>());
        services.TryAddSingleton<AccessPolicy>();
        services.TryAddSingleton<ListenUrls>();
        services.TryAddSingleton<KeyRing>();
        services.AddAccessSchemes();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AccessStartupCheck>());
    }

    private static void ConfigureJson(JsonOptions options)
    {
        ContractJson.Configure(options.SerializerOptions);
        options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.SerializerOptions.AllowDuplicateProperties = false;
        options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
    }

    private static string? Chosen(params string?[] keys) => Array.Find(keys, key => !string.IsNullOrEmpty(key));
}
